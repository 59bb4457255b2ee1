import Estimation
import LambdaPlatform
import Measurement
import Testing
import Tuning

struct HostSpeedTests {
    private static let sizes = [128, 256, 512, 1_024, 1_792, 3_008]
    private static func truth(_ megabytes: Int) -> Double {
        SyntheticRun.oneThread(400)(megabytes)
    }

    /// Ten invocations a setting, each 1.35 times as long on hosts that a share of them meets.
    private func invocations(slowShare: Double, seed: UInt64) -> [Invocation] {
        var generator = SeededGenerator(seed: seed)
        return SyntheticRun.invocations(
            of: Self.truth,
            at: Self.sizes,
            deviation: 0.015,
            source: .recorded,
            seed: seed
        ).map { invocation in
            var invocation = invocation
            if generator.uniform() < slowShare { invocation.durationMS *= 1.35 }
            return invocation
        }
    }

    /// By how much the ratios of settings' durations miss the truth's, on average.
    private func error(of curve: DurationCurve) -> Double {
        let base = MemorySetting(clamping: 1_792)
        let errors = Self.sizes.map { megabytes in
            let ratio = curve.ratio(of: MemorySetting(clamping: megabytes), to: base).value
            return abs(ratio / (Self.truth(megabytes) / Self.truth(1_792)) - 1)
        }
        return errors.reduce(0, +) / Double(errors.count)
    }

    @Test(arguments: [0.2, 0.4, 0.6])
    func `chance in meeting slow hosts does not bend the curve`(slowShare: Double) throws {
        var errors: [Double] = []
        for seed in 1...12 {
            let run = SyntheticRun.run(invocations(slowShare: slowShare, seed: UInt64(seed)))
            let tuned = try TunedRun(fitting: run)
            errors.append(error(of: try #require(tuned.curve(for: .single))))
            #expect(tuned.cautions.contains { $0.code == "two-host-speeds" })
        }
        let median = try #require(OrderedSample(errors).median)
        #expect(median < 0.01)
    }

    @Test func `hosts of one speed are not told apart`() throws {
        for (seed, deviation) in zip(UInt64(1)..., [0.01, 0.03, 0.1, 0.2]) {
            let run = SyntheticRun.run(
                SyntheticRun.invocations(
                    of: Self.truth,
                    at: Self.sizes,
                    deviation: deviation,
                    source: .recorded,
                    seed: seed
                )
            )
            let cautions = try TunedRun(fitting: run).cautions
            #expect(!cautions.contains { $0.code == "two-host-speeds" })
        }
    }

    /// All invocations of one setting share the host: nothing tells but the other settings.
    @Test(arguments: [256, 512, 1_024])
    func `a setting that met a slow host is taken for an outlier`(slow: Int) throws {
        let invocations = SyntheticRun.invocations(
            of: { megabytes in Self.truth(megabytes) * (megabytes == slow ? 1.35 : 1) },
            at: Self.sizes,
            deviation: 0.01,
            source: .recorded
        )
        let tuned = try TunedRun(fitting: SyntheticRun.run(invocations))
        let curve = try #require(tuned.curve(for: .single))
        let fitted = curve.durationMS(at: MemorySetting(clamping: slow)).value
        #expect(abs(fitted / Self.truth(slow) - 1) < 0.1)
    }
}
