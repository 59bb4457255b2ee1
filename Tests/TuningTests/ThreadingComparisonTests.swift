import Estimation
import LambdaPlatform
import Measurement
import Testing

@testable import Tuning

struct ThreadingComparisonTests {
    private static let sizes = [128, 256, 512, 1_024, 1_792, 2_304, 2_688, 3_008, 3_584]

    /// Work whose parallel part may use every vCPU, and which costs a share more on many threads.
    private static func threaded(
        _ cpuMS: Double,
        parallel: Double,
        extra: Double = 0
    ) -> (Int) -> Double {
        { memory in
            let share = Double(memory) / 1_792
            let processors = Double(
                PlatformModel.visibleProcessors(at: MemorySetting(clamping: memory))
            )
            let serial = cpuMS * (1 - parallel) / min(share, 1)
            return (1 + extra) * (serial + cpuMS * parallel / min(share, processors))
        }
    }

    private func comparison(
        parallel: Double,
        extra: Double = 0,
        cpuMS: (Int) -> Double? = { _ in nil }
    ) throws -> ThreadingComparison {
        var threaded = SyntheticRun.invocations(
            of: Self.threaded(240, parallel: parallel, extra: extra),
            at: Self.sizes,
            strategy: .dispatch,
            seed: 2
        )
        for index in threaded.indices {
            threaded[index].cpuMS = cpuMS(threaded[index].memoryMB.megabytes)
        }
        let single = SyntheticRun.invocations(of: SyntheticRun.oneThread(240), at: Self.sizes)
        let tuned = try TunedRun(fitting: SyntheticRun.run(single + threaded))
        let prices = try PriceList.standard.prices(in: "us-east-1")
        let conditions = Conditions(
            tariff: try Tariff(prices: prices, architecture: .x86_64)
        )
        return try #require(tuned.threadingComparison(under: conditions))
    }

    @Test(arguments: [0.5, 0.8, 0.95, 1])
    func `the parallel fraction is the one that the work has`(parallel: Double) throws {
        let finding = try #require(try comparison(parallel: parallel).findings.first)
        let fraction = try #require(finding.parallelFraction)
        // Durations scatter by half a per cent; at two vCPUs the fraction doubles that.
        #expect(abs(fraction.value - parallel) < 0.03)
        #expect(fraction.low <= parallel && parallel <= fraction.high)
    }

    @Test func `parallel work pays from just over one vCPU`() throws {
        let finding = try #require(try comparison(parallel: 1).findings.first)
        let crossover = try #require(finding.crossoverMB)
        #expect((1_600...2_000).contains(crossover.value))
        #expect(finding.sentence.hasPrefix("Use dispatch only from "))
    }

    @Test func `an overhead moves the crossover up and is named below one vCPU`() throws {
        let without = try #require(try comparison(parallel: 0.9).findings.first?.crossoverMB)
        let finding = try #require(try comparison(parallel: 0.9, extra: 0.05).findings.first)
        let crossover = try #require(finding.crossoverMB)
        #expect(crossover.value > without.value)
        let cost = try #require(finding.costBelowOneVCPU)
        #expect(cost.lowerBound > 0.03 && cost.upperBound < 0.07)
        #expect(finding.sentence.contains("below 1792 MB it costs"))
    }

    @Test func `serial work never pays`() throws {
        let finding = try #require(try comparison(parallel: 0, extra: 0.02).findings.first)
        #expect(finding.crossoverMB == nil)
        #expect(finding.sentence.hasPrefix("Do not use dispatch"))
    }

    @Test func `efficiency is measured against the share`() throws {
        let comparison = try comparison(parallel: 1)
        for setting in comparison.settings where setting.memory.megabytes <= 3_584 {
            let result = try #require(setting.results.last)
            #expect(abs(result.efficiency - 1) < 0.05)
        }
        let two = try #require(comparison.settings.first { $0.memory.megabytes == 3_584 })
        #expect(two.visibleProcessors == 3)
        #expect(abs((two.results.last?.speedUp.value ?? 0) - 2) < 0.1)
    }

    @Test func `settings beyond the measured ones are shown and marked`() throws {
        let comparison = try comparison(parallel: 1)
        let beyond = comparison.settings.filter { $0.memory.megabytes > 3_584 }
        #expect(beyond.map(\.memory.megabytes) == [5_376, 7_168, 8_960, 10_240])
        #expect(beyond.allSatisfy { $0.results.allSatisfy(\.option.isProjected) })
    }

    @Test func `CPU time that grows under the quota is called spinning`() throws {
        let finding = try #require(
            try comparison(parallel: 1) { $0 < 1_792 ? 480 : 240 }.findings.first
        )
        #expect(finding.cpuGrowth == 2)
        #expect(finding.sentence.contains("spin while they wait"))
    }

    @Test func `one strategy alone has nothing to be compared with`() throws {
        let run = SyntheticRun.run(
            SyntheticRun.invocations(of: SyntheticRun.oneThread(240), at: Self.sizes)
        )
        let prices = try PriceList.standard.prices(in: "us-east-1")
        let conditions = Conditions(tariff: try Tariff(prices: prices, architecture: .x86_64))
        #expect(try TunedRun(fitting: run).threadingComparison(under: conditions) == nil)
    }

    @Test(arguments: [
        ([1.0, 1, 1, 1.2, 1.5], Optional(1_050.0)), ([1.1, 1.1, 1.2, 1.2, 1.5], 128),
        ([1.0, 1.2, 0.9, 1.12, 1.5], 1_284), ([1, 1, 1, 1, 1], nil),
    ])
    func `the crossover is where the speed-up rises for good`(
        speedUps: [Double],
        crossover: Double?
    ) {
        let settings = [128, 512, 1_024, 1_544, 2_048].map(MemorySetting.init(clamping:))
        let found = ThreadingFinder.crossing(settings, speedUps)
        #expect((found == nil) == (crossover == nil))
        if let found, let crossover { #expect(abs(found - crossover) < 1e-9) }
    }
}
