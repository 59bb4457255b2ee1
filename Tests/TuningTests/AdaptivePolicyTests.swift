import Estimation
import LambdaPlatform
import Measurement
import Testing
import Tuning

struct AdaptivePolicyTests {
    private func policy(_ sizes: [Int], budget: Int = 20) throws -> AdaptivePolicy {
        let run = SyntheticRun.run([])
        let prices = try PriceList.standard.prices(in: "us-east-1")
        let plan = Plan(
            memory: sizes.map { MemorySetting(clamping: $0) },
            strategies: [.single],
            warmUps: 0
        )
        return AdaptivePolicy(
            plan: plan,
            conditions: Conditions(
                tariff: try Tariff(prices: prices, architecture: .x86_64),
                candidates: plan.memory
            ),
            record: run.record,
            budget: budget
        )
    }

    /// Carries a policy out on a truth until it stops.
    private func session(
        _ policy: AdaptivePolicy,
        _ truth: (Int) -> Double,
        deviation: Double
    ) -> (samples: [Invocation], reason: String) {
        var samples: [Invocation] = []
        var seed: UInt64 = 1
        while true {
            switch policy.next(after: samples) {
            case .stop(let reason): return (samples, reason)
            case .measure(let requests, _):
                for request in requests {
                    seed += 1
                    samples += SyntheticRun.invocations(
                        of: truth,
                        at: [request.memory.megabytes],
                        repetitions: 1,
                        deviation: deviation,
                        seed: seed
                    )
                }
            }
        }
    }

    private static let sizes = [128, 256, 512, 1_024, 1_792, 3_008]

    @Test func `waiting is settled at a first look`() throws {
        let result = session(try policy(Self.sizes), { _ in 200 }, deviation: 0.01)
        #expect(result.samples.count <= 12)
        #expect(result.reason.contains("within 2 % of the best"))
    }

    @Test func `the budget is kept`() throws {
        let truth = SyntheticRun.oneThread(300, waitingMS: 100)
        let result = session(try policy(Self.sizes, budget: 12), truth, deviation: 0.4)
        #expect(result.samples.count <= 13)
        #expect(Set(result.samples.map(\.memoryMB)).count <= 5)
    }

    @Test func `the same samples lead to the same step`() throws {
        let policy = try policy(Self.sizes)
        let samples = SyntheticRun.invocations(
            of: SyntheticRun.oneThread(300),
            at: [128, 1_792, 3_008],
            repetitions: 3,
            deviation: 0.1
        )
        #expect(policy.next(after: samples) == policy.next(after: samples))
    }

    @Test func `a setting that keeps failing is given up`() throws {
        var failures = SyntheticRun.invocations(of: { _ in 1 }, at: [128], repetitions: 2)
        for index in failures.indices { failures[index].status = .outOfMemory }
        guard case .measure(let requests, _) = try policy(Self.sizes).next(after: failures) else {
            Issue.record("stopped")
            return
        }
        #expect(!requests.contains { $0.memory.megabytes == 128 })
    }
}
