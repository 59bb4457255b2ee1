import Estimation
import LambdaPlatform
import Measurement
import Testing
import Tuning

struct RecommendationTests {
    private static let sizes = [128, 256, 512, 1_024, 1_792, 3_008]

    private func conditions(_ objective: Objective = .recommended) throws -> Conditions {
        let prices = try PriceList.standard.prices(in: "us-east-1")
        return Conditions(
            tariff: try Tariff(prices: prices, architecture: .x86_64),
            objective: objective
        )
    }

    @Test func `one thread of pure CPU work is put at one vCPU and told why`() throws {
        let run = SyntheticRun.run(
            SyntheticRun.invocations(of: SyntheticRun.oneThread(240), at: Self.sizes)
        )
        let tuned = try TunedRun(fitting: run)
        let answer = tuned.recommendation(under: try conditions())
        #expect(answer.choice.memory.megabytes == 1_792)
        #expect(answer.reasons.first?.hasSuffix("beyond it one thread gains nothing.") == true)
    }

    @Test func `waiting is put at the smallest setting`() throws {
        let run = SyntheticRun.run(SyntheticRun.invocations(of: { _ in 200 }, at: Self.sizes))
        let answer = try TunedRun(fitting: run).recommendation(under: try conditions())
        #expect(answer.choice.memory.megabytes == 128)
    }

    @Test func `a run without a usable invocation is refused`() throws {
        #expect(throws: TuningFailure.noInvocations) {
            try TunedRun(fitting: SyntheticRun.run([]))
        }
    }
}
