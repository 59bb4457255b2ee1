import LambdaPlatform
import Testing

struct BandwidthModelTests {
    /// Warm invocations of a 17.26 ms task on Lambda, 5,000 at each setting.
    ///
    /// Memory in MB, mean and 5th and 95th percentile in ms. Artefact of Lin, Ma and Shahrad, EuroSys 2026 (MIT licence).
    private static let published: [(Int, Double, Double, Double)] = [
        (128, 223.0, 202.2, 241.4), (186, 148.7, 137.9, 161.6), (292, 94.5, 81.4, 102.7),
        (399, 60.8, 57.5, 63.7), (505, 41.5, 37.5, 46.0), (664, 40.4, 33.9, 43.2),
        (770, 22.3, 17.3, 29.3), (1_248, 20.7, 17.4, 22.9), (1_407, 19.0, 16.9, 23.1),
        (1_513, 17.1, 14.9, 17.8), (1_725, 17.6, 15.0, 22.3), (1_831, 16.9, 14.8, 18.0),
    ]

    private func model(_ megabytes: Int, preludeMS: Double = 0) -> BandwidthModel {
        BandwidthModel(
            memory: MemorySetting(clamping: megabytes),
            platform: .documented,
            preludeMS: preludeMS
        )
    }

    /// The published evaluation with requests that start a period: 6.2 %; proportional 25.8 %.
    @Test func `published means are met where proportion is far off`() {
        var errors: [Double] = []
        var proportional: [Double] = []
        for (megabytes, mean, _, _) in Self.published {
            let model = model(megabytes, preludeMS: BandwidthModel.managedRuntimePreludeMS)
            errors.append(abs(model.spread(cpuMS: 17.26).meanMS / mean - 1))
            proportional.append(abs(17.26 / min(Double(megabytes) / 1_769, 1) / mean - 1))
        }
        #expect(errors.reduce(0, +) / Double(errors.count) < 0.08)
        #expect(proportional.reduce(0, +) / Double(errors.count) > 0.18)
    }

    @Test(arguments: [(128, 1), (256, 1), (1_024, 1), (3_538, 3), (10_240, 6)])
    func `long work takes CPU time over the share`(megabytes: Int, threads: Int) {
        let share = min(Double(megabytes) / 1_769, Double(threads))
        let spread = model(megabytes).spread(
            threadsCPUMS: Array(repeating: 4_000 / Double(threads), count: threads),
            processors: threads,
            phases: 10
        )
        // One period of credit at the start is the most that long work can be ahead.
        #expect(abs(spread.meanMS / (4_000 / share) - 1) < 0.015)
    }

    /// The published formula without ticks: ⌊c ÷ q⌋ periods and what is left over.
    @Test func `work that ends within its first tick is not throttled`() {
        #expect(model(128).durationMS(cpuMS: 1.4, startPhaseMS: 0) == 1.4)
        #expect(model(1_769).durationMS(cpuMS: 500, startPhaseMS: 7) == 500)
    }

    /// By hand, for a quota of 5 ms from a period's start.
    ///
    /// The tick at 8 ms finds 3 ms of debt, repaid at
    /// 20 ms; 2 ms are left, so the tick at 24 ms finds 2 ms of debt, repaid at 40 ms: 3 ms are left.
    @Test func `debt is carried into later periods`() {
        let model = BandwidthModel(quotaMS: 5)
        #expect(abs(model.durationMS(cpuMS: 8, startPhaseMS: 0) - 8) < 1e-9)
        #expect(abs(model.durationMS(cpuMS: 9, startPhaseMS: 0) - 21) < 1e-9)
        #expect(abs(model.durationMS(cpuMS: 12.5, startPhaseMS: 0) - 40.5) < 1e-9)
    }

    @Test func `two threads use the quota twice as fast`() {
        let model = BandwidthModel(quotaMS: 10)
        let one = model.durationMS(threadsCPUMS: [60], processors: 2, startPhaseMS: 0)
        let two = model.durationMS(threadsCPUMS: [30, 30], processors: 2, startPhaseMS: 0)
        #expect(abs(one - two) < 16)
        #expect(
            abs(model.durationMS(threadsCPUMS: [4, 4], processors: 2, startPhaseMS: 0) - 4) < 1e-9
        )
        #expect(
            abs(model.durationMS(threadsCPUMS: [4, 4], processors: 1, startPhaseMS: 0) - 8) < 1e-9
        )
    }

    @Test func `more quota never takes longer on average by more than a tick`() {
        var last = Double.infinity
        for megabytes in stride(from: 128, through: 1_792, by: 16) {
            let mean = model(megabytes).spread(cpuMS: 40).meanMS
            #expect(mean <= last + 4)
            last = mean
        }
    }

    @Test func `one thread takes as long by itself as among several`() {
        var seed: UInt64 = 7
        func next() -> Double {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(seed >> 11) * 0x1p-53
        }
        for _ in 0..<500 {
            let model = BandwidthModel(quotaMS: 0.5 + 19 * next(), preludeMS: 2 * next())
            let cpu = 0.5 + 80 * next()
            let phase = 20 * next()
            let alone = model.durationMS(cpuMS: cpu, startPhaseMS: phase)
            let among = model.durationMS(threadsCPUMS: [cpu], processors: 1, startPhaseMS: phase)
            #expect(abs(alone - among) < 1e-6)
        }
    }
}
