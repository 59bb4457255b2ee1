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
            "| function | invocations | settings | curve error | cost regret | settled "
                + "| of these within 2 % | same answer or tie | power tuning ×10 | ×50 | Parrotfish |"
        )
        print(summary.line)
        #expect(summary.invocations <= 20)
        #expect(summary.settings <= 5)
        #expect(summary.curveError <= (truth.isMisspecified ? 0.08 : 0.05))
        #expect(summary.regret <= 0.01)
        // What the stopping rule states: within the target error with nine tenths probability.
        #expect(summary.settled < 0.1 || summary.withinTarget >= AdaptivePolicy.confidence)
        #expect(summary.agreement >= 0.95)
    }

    /// What `tune` aims for unless told otherwise.
    @Test(arguments: SimulatedTruth.all.map(\.name))
    func `a session's recommendation is the same each time or says what ties`(name: String) throws {
        let truth = try #require(SimulatedTruth.all.first { $0.name == name })
        let agreement = try SessionSummary.agreement(truth, seeds: 200, objective: .recommended)
        print("| \(name) | same recommendation or tie: \(agreement) |")
        #expect(agreement >= 0.95)
    }
}
