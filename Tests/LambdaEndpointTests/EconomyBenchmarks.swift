import Foundation
import TestSupport
import Testing

/// What tuning costs when the function really runs.
@Suite(
    .serialized,
    .enabled(
        if: ProcessInfo.processInfo.environment["LAMBDA_TUNER_BENCHMARKS"] == "1"
            && TestMachine.hasBoto3,
        "set LAMBDA_TUNER_BENCHMARKS=1; needs python3 with boto3 and the built program"
    )
)
struct EconomyBenchmarks {
    @Test func `tuning costs half of ten invocations each, and chooses no worse`() async throws {
        let folder = try TemporaryFolder()
        let seen = try await EndpointHarness.run(
            "economy.py",
            [folder.path, TestMachine.tuner],
            configuration: EndpointHarness.configuration(folder)
        )
        let rule = try #require(seen["rule"] as? [Double])
        let tuner = try #require(seen["tuner"] as? [Double])
        print("GB-seconds and choice: ten each \(rule), tuner \(tuner)")
        #expect(tuner[0] <= rule[0] / 2)
        #expect(Self.regret(tuner[1]) <= Self.regret(rule[1]) + 1e-9)
    }

    /// How much more than at the cheapest setting a function of 300 ms on one processor costs, which
    /// pays nothing for memory up to one vCPU.
    private static func regret(_ megabytes: Double) -> Double { max(1, megabytes / 1_792) - 1 }
}
