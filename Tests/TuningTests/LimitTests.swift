import Estimation
import LambdaPlatform
import Measurement
import Testing
import Tuning

struct LimitTests {
    private static let sizes = [128, 256, 512, 1_024, 1_792, 3_008]

    private func conditions() throws -> Conditions {
        let prices = try PriceList.standard.prices(in: "us-east-1")
        return Conditions(tariff: try Tariff(prices: prices, architecture: .x86_64))
    }

    private func tuned(_ truth: (Int) -> Double) throws -> TunedRun {
        try TunedRun(
            fitting: SyntheticRun.run(
                SyntheticRun.invocations(of: truth, at: Self.sizes),
                configured: 512
            )
        )
    }

    @Test func `a latency limit moves the choice up`() throws {
        // 100 ms of waiting and 100 ms of CPU: cheapest small, 250 ms only from about 1,200 MB.
        let tuned = try tuned(SyntheticRun.oneThread(100, waitingMS: 100))
        var conditions = try conditions()
        conditions.objective = .cheapest
        let free = tuned.recommendation(under: conditions)
        conditions.latencyLimit = LatencyLimit(quantile: 0.95, milliseconds: 250)
        let limited = tuned.recommendation(under: conditions)
        #expect(limited.isFeasible)
        #expect(limited.choice.memory > free.choice.memory)
        #expect(limited.choice.p95MS.value <= 250)
    }

    @Test func `a limit that cannot be kept is said and the closest setting given`() throws {
        let tuned = try tuned(SyntheticRun.oneThread(240))
        var conditions = try conditions()
        conditions.latencyLimit = LatencyLimit(quantile: 0.95, milliseconds: 10)
        let answer = tuned.recommendation(under: conditions)
        #expect(!answer.isFeasible)
        let caution = try #require(answer.cautions.first { $0.code == "infeasible-limit" })
        #expect(caution.message.contains("95 % of its invocations take up to 24"))
        #expect(caution.message.hasSuffix("not 10 ms."))
        #expect(answer.choice.memory.megabytes >= 1_700)
    }

    @Test func `a cost limit that cannot be kept is said, and joins a latency limit`() throws {
        let tuned = try tuned(SyntheticRun.oneThread(240))
        var conditions = try conditions()
        conditions.costLimitPerMillion = 0.5
        let cost = tuned.recommendation(under: conditions)
        #expect(!cost.isFeasible)
        conditions.latencyLimit = LatencyLimit(quantile: 0.95, milliseconds: 10)
        let both = tuned.recommendation(under: conditions)
        let caution = try #require(both.cautions.first { $0.code == "infeasible-limit" })
        #expect(caution.message.contains("take up to") && caution.message.contains("USD, not 0.5."))
    }

    /// Each limit can be kept by itself: cheap settings are slow here and fast ones dear.
    @Test func `limits that exclude each other are said`() throws {
        let tuned = try tuned(SyntheticRun.oneThread(100, waitingMS: 100))
        var conditions = try conditions()
        conditions.objective = .cheapest
        let cheapest = tuned.recommendation(under: conditions).choice
        conditions.costLimitPerMillion = cheapest.costPerMillion.value * 1.05
        #expect(tuned.recommendation(under: conditions).isFeasible)
        conditions.latencyLimit = LatencyLimit(quantile: 0.95, milliseconds: 215)
        #expect(!tuned.recommendation(under: conditions).isFeasible)
        conditions.costLimitPerMillion = nil
        #expect(tuned.recommendation(under: conditions).isFeasible)
    }

    @Test func `today's setting is compared with the choice`() throws {
        let answer = try tuned(SyntheticRun.oneThread(240)).recommendation(under: conditions())
        let comparison = try #require(answer.comparison)
        #expect(comparison.current.memory.megabytes == 512)
        #expect(abs(comparison.speedup.value - 3.5) < 0.1)
        #expect(abs(comparison.costRatio.value - 1) < 0.03)
    }

    @Test func `settings beyond what was really measured are marked`() throws {
        let run = SyntheticRun.run(
            SyntheticRun.invocations(
                of: SyntheticRun.oneThread(240),
                at: Self.sizes,
                projectedFrom: 1_792
            )
        )
        let tuned = try TunedRun(fitting: run)
        let curve = try #require(tuned.curve(for: .single))
        #expect(!curve.isProjected(at: MemorySetting(clamping: 1_024)))
        #expect(curve.isProjected(at: MemorySetting(clamping: 1_792)))
        #expect(!curve.isMeasured(at: MemorySetting(clamping: 1_792)))
        #expect(tuned.cautions.contains { $0.code == "projected-settings" })
    }

    @Test func `the frontier goes from cheapest to fastest`() throws {
        let frontier = try tuned(SyntheticRun.oneThread(100, waitingMS: 100))
            .frontier(under: conditions())
        #expect(frontier.count > 3)
        for (cheap, fast) in zip(frontier, frontier.dropFirst()) {
            #expect(cheap.costPerMillion.value <= fast.costPerMillion.value)
            #expect(cheap.durationMS.value > fast.durationMS.value)
        }
    }

    /// Memory in use keeps settings out that could not hold it.
    @Test func `settings smaller than the memory in use are not chosen`() throws {
        var invocations = SyntheticRun.invocations(
            of: { _ in 200 },
            at: [512, 1_024, 3_008]
        )
        for index in invocations.indices { invocations[index].maxMemoryUsedMB = 700 }
        let tuned = try TunedRun(fitting: SyntheticRun.run(invocations))
        var conditions = try conditions()
        conditions.candidates = [128, 256, 800].map { MemorySetting(clamping: $0) }
        #expect(tuned.recommendation(under: conditions).choice.memory.megabytes == 800)
    }
}
