import Estimation
import LambdaPlatform
import Measurement
import Testing
import Tuning

struct EventMixTests {
    private static let sizes = [128, 256, 512, 1_024, 1_792, 3_008]

    /// A light event that waits 50 ms and a heavy one with 900 ms of CPU time.
    private func run(_ weights: [String: Double]) throws -> TunedRun {
        let events = [
            ("wait", SyntheticRun.oneThread(0.5, waitingMS: 50)),
            ("work", SyntheticRun.oneThread(900)),
        ]
        let invocations = events.flatMap { name, truth in
            SyntheticRun.invocations(of: truth, at: Self.sizes, repetitions: 6).map { invocation in
                var invocation = invocation
                invocation.payload = name
                return invocation
            }
        }
        return try TunedRun(fitting: SyntheticRun.run(invocations, payloadWeights: weights))
    }

    private func conditions() throws -> Conditions {
        let prices = try PriceList.standard.prices(in: "us-east-1")
        return Conditions(tariff: try Tariff(prices: prices, architecture: .x86_64))
    }

    @Test(arguments: [0.5, 0.1, 0.9])
    func `the curve of a mix is the weighted mean of its events' curves`(share: Double) throws {
        let tuned = try run(["wait": 1 - share, "work": share])
        let curve = try #require(tuned.curve(for: .single))
        for megabytes in [128, 200, 384, 1_024, 1_400, 2_048, 3_008] {
            let expected =
                (1 - share) * SyntheticRun.oneThread(0.5, waitingMS: 50)(megabytes)
                + share * SyntheticRun.oneThread(900)(megabytes)
            let fitted = curve.durationMS(at: MemorySetting(clamping: megabytes)).value
            #expect(abs(fitted / expected - 1) < 0.02, "\(megabytes) MB")
        }
    }

    @Test func `the choice tells what each event takes there`() throws {
        let answer = try run(["wait": 9, "work": 1]).recommendation(under: conditions())
        #expect(answer.events.map(\.name) == ["wait", "work"])
        #expect(answer.events.map(\.share) == [0.9, 0.1])
        let share = Double(answer.choice.memory.megabytes) / 1_792
        let work = try #require(answer.events.last?.option.durationMS.value)
        #expect(abs(work / (900 / min(share, 1)) - 1) < 0.03)
        #expect(answer.reasons.contains { $0.contains("wait (90 %) takes 5") })
    }

    @Test func `a run of one event has no events to tell apart`() throws {
        let run = SyntheticRun.run(
            SyntheticRun.invocations(of: SyntheticRun.oneThread(240), at: Self.sizes)
        )
        #expect(try TunedRun(fitting: run).recommendation(under: conditions()).events.isEmpty)
    }
}
