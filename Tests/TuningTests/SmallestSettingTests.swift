import Estimation
import LambdaPlatform
import Measurement
import Testing
import Tuning

/// Functions that are far slower at 128 MB than their CPU share says: memory is short there.
struct SmallestSettingTests {
    private static let sizes = [128, 256, 512, 1_024, 1_792, 3_008]

    /// Waiting and work of one thread, some times as long at 128 MB and nowhere else.
    private static func truth(_ waiting: Double, _ work: Double, cliff: Double) -> (Int) -> Double {
        { megabytes in
            SyntheticRun.oneThread(work, waitingMS: waiting)(megabytes)
                * (megabytes == 128 ? cliff : 1)
        }
    }

    private func curve(of truth: (Int) -> Double, seed: UInt64) throws -> DurationCurve {
        let invocations = SyntheticRun.invocations(
            of: truth,
            at: Self.sizes,
            deviation: 0.02,
            source: .recorded,
            seed: seed
        )
        let tuned = try TunedRun(fitting: SyntheticRun.run(invocations))
        return try #require(tuned.curve(for: .single))
    }

    /// Waiting that 128 MB makes three and a half times as long, work that it doubles, and a mix.
    @Test(arguments: [(200.0, 4.0, 3.5), (10.0, 300.0, 2.0), (120.0, 60.0, 2.5)])
    func `a bad point at 128 MB does not bend the rest of the curve`(
        waiting: Double,
        work: Double,
        cliff: Double
    ) throws {
        let truth = Self.truth(waiting, work, cliff: cliff)
        for seed in 1...5 {
            let curve = try curve(of: truth, seed: UInt64(seed))
            for megabytes in [320, 384, 640, 768, 1_280, 1_536, 2_048, 2_560] {
                let fitted = curve.durationMS(at: MemorySetting(clamping: megabytes)).value
                #expect(abs(fitted / truth(megabytes) - 1) < 0.06, "\(megabytes) MB, seed \(seed)")
            }
        }
    }

    /// What costs least hangs on it: 128 MB would be the cheapest without the cliff.
    @Test(arguments: [(200.0, 4.0, 3.5), (120.0, 60.0, 2.5), (30.0, 10.0, 3.0)])
    func `a function that is slow at 128 MB is not put there`(
        waiting: Double,
        work: Double,
        cliff: Double
    ) throws {
        let truth = Self.truth(waiting, work, cliff: cliff)
        let curve = try curve(of: truth, seed: 1)
        let durations = [128, 256].map {
            curve.durationMS(at: MemorySetting(clamping: $0)).value
        }
        #expect(durations[0] > 2 * durations[1])
    }
}
