import LambdaPlatform
import Measurement
import Testing

struct RoundsPolicyTests {
    private static let small = MemorySetting(clamping: 128)
    private static let large = MemorySetting(clamping: 1_792)

    private func plan(_ target: Double = 0.02) -> Plan {
        Plan(
            memory: [Self.small, Self.large],
            strategies: [.single, .dispatch],
            warmUps: 1,
            minimumInvocations: 3,
            maximumInvocations: 6,
            targetError: target
        )
    }

    /// Carries a policy out on a function whose durations are given.
    private func carriedOut(
        _ policy: RoundsPolicy,
        duration: (Int) -> Double,
        status: (InvocationRequest) -> InvocationStatus = { _ in .success }
    ) -> [Invocation] {
        var samples: [Invocation] = []
        while case .measure(let requests, _) = policy.next(after: samples), samples.count < 500 {
            for request in requests {
                let earlier = samples.count {
                    $0.memoryMB == request.memory && $0.strategy == request.strategy
                }
                samples.append(
                    Invocation(
                        memoryMB: request.memory,
                        strategy: request.strategy,
                        durationMS: duration(samples.count),
                        billedDurationMS: 1,
                        cold: earlier == 0,
                        status: status(request),
                        source: .local,
                        warmUp: earlier == 1
                    )
                )
            }
        }
        return samples
    }

    @Test func `steady settings stop at the fewest invocations`() {
        let samples = carriedOut(RoundsPolicy(plan: plan()), duration: { _ in 100 })
        #expect(samples.count == 4 * (1 + 1 + 3))
    }

    @Test func `unsteady settings go on to the most invocations and no further`() {
        let samples = carriedOut(RoundsPolicy(plan: plan()), duration: { Double(50 + $0 % 7 * 40) })
        #expect(samples.count == 4 * (1 + 1 + 6))
    }

    @Test func `every round visits every open pair once`() {
        let samples = carriedOut(RoundsPolicy(plan: plan()), duration: { _ in 100 })
        for round in 0..<5 {
            #expect(Set(samples[(round * 4)..<(round * 4 + 4)].map(\.pair)).count == 4)
        }
    }

    @Test func `the order differs between rounds and repeats with the seed`() {
        let first = carriedOut(RoundsPolicy(plan: plan()), duration: { _ in 100 }).map(\.pair)
        let second = carriedOut(RoundsPolicy(plan: plan()), duration: { _ in 100 }).map(\.pair)
        #expect(first == second)
        let rounds = stride(from: 0, to: 20, by: 4).map { Array(first[$0..<($0 + 4)]) }
        #expect(Set(rounds).count > 1)
    }

    @Test func `a setting that fails twice is left alone`() {
        let samples = carriedOut(
            RoundsPolicy(plan: plan()),
            duration: { _ in 100 },
            status: { $0.memory == Self.small ? .outOfMemory : .success }
        )
        #expect(samples.count { $0.memoryMB == Self.small } == 4)
        #expect(samples.count { $0.memoryMB == Self.large } == 10)
    }
}
