import Testing
import Tuning

/// Simulated tuning sessions beside the rules of two other tools on the same functions.
@Suite(.enabled(if: benchmarksAreWanted, "set LAMBDA_TUNER_BENCHMARKS=1"), .serialized)
struct TuningSessionBenchmarks {
    @Test(arguments: SimulatedTruth.all.map(\.name))
    func `a session settles the choice within twenty invocations`(name: String) throws {
        let truth = try #require(SimulatedTruth.all.first { $0.name == name })
        let summary = try SessionSummary(truth, seeds: 200)
        print(
            "| function | invocations | settings | curve error | cost regret | same answer or tie "
                + "| power tuning ×10 | ×50 | Parrotfish |"
        )
        print(summary.line)
        #expect(summary.invocations <= 20)
        #expect(summary.settings <= 5)
        // At 5 ms single invocations take 5 to 60 ms by their phase: twenty cannot tell the mean of
        // every setting to 8 %, though they find the cheapest.
        withKnownIssue(isIntermittent: true) {
            #expect(summary.curveError <= (truth.isMisspecified ? 0.08 : 0.05))
        } when: {
            truth.name == SimulatedTruth.short.name
        }
        #expect(summary.regret <= 0.01)
        #expect(summary.agreement >= 0.95)
    }
}
