import Estimation
import Foundation
import LambdaPlatform
import Measurement
import Testing

struct EventMixTests {
    private static let small = MemorySetting(clamping: 128)
    private static let large = MemorySetting(clamping: 1_024)

    private func plan(_ weights: [String: Double], most: Int = 24) -> Plan {
        Plan(
            memory: [Self.small, Self.large],
            strategies: [.asIs],
            warmUps: 1,
            minimumInvocations: most,
            maximumInvocations: most,
            payloadWeights: weights
        )
    }

    /// Carries a policy out; each invocation takes as long as its event says.
    private func carriedOut(_ policy: some SamplingPolicy) -> [Invocation] {
        var samples: [Invocation] = []
        while case .measure(let requests, _) = policy.next(after: samples), samples.count < 500 {
            for request in requests {
                let earlier = samples.count { $0.memoryMB == request.memory }
                samples.append(
                    Invocation(
                        memoryMB: request.memory,
                        strategy: request.strategy,
                        durationMS: request.payload == "long" ? 400 : 20,
                        billedDurationMS: 1,
                        cold: earlier == 0,
                        source: .local,
                        payload: request.payload,
                        warmUp: earlier == 1
                    )
                )
            }
        }
        return samples
    }

    @Test func `events are sent in proportion to their weights, each setting by itself`() {
        let plan = plan(["short": 5, "long": 1])
        let samples = carriedOut(MixedEvents(RoundsPolicy(plan: plan), plan: plan))
        for memory in [Self.small, Self.large] {
            let counted = samples.filter { $0.memoryMB == memory && $0.countsAsWarm }
            #expect(counted.count == 24)
            #expect(counted.count { $0.payload == "short" } == 20)
            #expect(counted.count { $0.payload == "long" } == 4)
        }
    }

    @Test func `every event is sent at least once, however light`() {
        let plan = plan(["a": 1_000, "b": 1, "c": 1], most: 3)
        let samples = carriedOut(MixedEvents(RoundsPolicy(plan: plan), plan: plan))
        let counted = samples.filter { $0.memoryMB == Self.small && $0.countsAsWarm }
        #expect(counted.map(\.payload) == ["a", "b", "c"])
    }

    @Test func `without a mix requests name no event`() {
        let plan = plan([:], most: 3)
        let samples = carriedOut(MixedEvents(RoundsPolicy(plan: plan), plan: plan))
        #expect(samples.allSatisfy { $0.payload == nil })
    }

    /// Weighs by equation 5.1 of Cochran: nine times 20 and once 400 over ten.
    @Test func `the mean of a mix weighs events, not invocations`() throws {
        let samples = ["short", "long", "long", "long"].map { event in
            Invocation(
                memoryMB: Self.small,
                strategy: .asIs,
                durationMS: event == "long" ? 400 : 20,
                billedDurationMS: 1,
                source: .local,
                payload: event
            )
        }
        let mean = try #require(MixMean(samples, weights: ["short": 9, "long": 1], cut: 0))
        #expect(abs(mean.value.value - 58) < 1e-9)
        // 1 ÷ ((0.9 × 20 ÷ 58)² ÷ 1 + (0.1 × 400 ÷ 58)² ÷ 3)
        #expect(abs(mean.effectiveCount - 3.9238) < 0.001)
        #expect(MixMean(samples, weights: ["short": 1, "other": 1], cut: 0) == nil)
        #expect(MixMean(samples, weights: [:], cut: 0)?.value.value == 305)
    }
}

struct EventBookTests {
    @Test func `a mix names its events and keeps their weights`() throws {
        let mix = #"[{"name":"small","payload":{"n":1},"weight":5},{"payload":2,"weight":0.5}]"#
        let book = try EventBook(mix: Data(mix.utf8))
        #expect(book.weights == ["small": 5, "event-2": 0.5])
        #expect(book.events["event-2"] == Data("2".utf8))
    }

    @Test(
        arguments: [
            ("{}", EventBook.Refusal.notAMix), ("[]", .notAMix), ("[1]", .notAMix),
            (#"[{"payload":1,"weight":0}]"#, .notAMix),
            (#"[{"payload":1,"weight":-1}]"#, .notAMix), (#"[{"payload":1}]"#, .notAMix),
            (#"[{"name":"a b","payload":1,"weight":1}]"#, .unusableName),
            (#"[{"name":"\u001b[2J","payload":1,"weight":1}]"#, .unusableName),
            (
                #"[{"name":"a","payload":1,"weight":1},{"name":"a","payload":2,"weight":1}]"#,
                .namedTwice(name: "a")
            ),
        ]
    )
    func `a mix that cannot be used is refused`(mix: String, refusal: EventBook.Refusal) {
        #expect(throws: refusal) { try EventBook(mix: Data(mix.utf8)) }
    }

    @Test func `a folder of events weighs them alike or as its weights say`() throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "events-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(throws: EventBook.Refusal.noEvents(path: folder.path)) {
            try EventBook(mixAt: folder.path)
        }
        for (name, text) in [("a.json", "1"), ("b.json", "{}"), ("notes.txt", "no event")] {
            try Data(text.utf8).write(to: folder.appending(path: name))
        }
        #expect(try EventBook(mixAt: folder.path).weights == ["a": 1, "b": 1])
        let weights = folder.appending(path: "weights.json")
        try Data(#"{"a":3,"b":1}"#.utf8).write(to: weights)
        #expect(try EventBook(mixAt: folder.path).weights == ["a": 3, "b": 1])
        try Data(#"{"a":3}"#.utf8).write(to: weights)
        #expect(throws: EventBook.Refusal.notAMix) { try EventBook(mixAt: folder.path) }
    }

    @Test func `a path that is not there is refused`() {
        #expect(throws: EventBook.Refusal.unreadable(path: "/nowhere/mix.json")) {
            try EventBook(mixAt: "/nowhere/mix.json")
        }
    }
}
