import Estimation
import LambdaPlatform
import Measurement
import Testing
import Tuning

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

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

    /// Settings that are asked for often are tabulated; the others are worked out when asked for.
    @Test func `a setting beside a tabulated one is believed to take as long`() throws {
        let run = SyntheticRun.run(
            SyntheticRun.invocations(of: SyntheticRun.oneThread(240), at: Self.sizes)
        )
        let curve = try #require(try TunedRun(fitting: run).curve(for: .single))
        let last = MemorySetting.largest
        for memory in try TunedRun(fitting: run).gridSettings(points: 80) where memory < last {
            let beside = MemorySetting(clamping: memory.megabytes + 1)
            let here = curve.durationMS(at: memory)
            let there = curve.durationMS(at: beside)
            // A duration in proportion to 1 ÷ memory differs by one part in 129 at most.
            #expect(abs(here.value / there.value - 1) < 0.01)
            #expect(abs(log(here.high / here.low) - log(there.high / there.low)) < 0.01)
            let ratio = curve.ratio(of: memory, to: beside)
            #expect(abs(ratio.value - here.value / there.value) < 1e-9)
            #expect(ratio.high / ratio.low < 1.01)
        }
    }
}
