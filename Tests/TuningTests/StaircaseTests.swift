import Estimation
import LambdaPlatform
import Measurement
import Testing
import Tuning

struct StaircaseTests {
    /// A truth that follows the quota's periods, as Lambda does, at the mean over the phases.
    private static func stepped(_ cpuMS: Double) -> (Int) -> Double {
        { megabytes in
            BandwidthModel(memory: MemorySetting(clamping: megabytes))
                .spread(cpuMS: cpuMS).meanMS
        }
    }

    @Test func `a short function's curve follows the steps between measured settings`() throws {
        let truth = Self.stepped(17)
        let run = SyntheticRun.run(
            SyntheticRun.invocations(of: truth, at: [128, 512, 1_024, 1_792, 3_008])
        )
        let curve = try #require(try TunedRun(fitting: run).curve(for: .single))
        var errors: [Double] = []
        var proportional: [Double] = []
        for megabytes in stride(from: 160, through: 1_700, by: 44) {
            let predicted = curve.durationMS(at: MemorySetting(clamping: megabytes)).value
            let share = Double(megabytes) / 1_792
            errors.append(abs(predicted / truth(megabytes) - 1))
            proportional.append(abs(17 / share / truth(megabytes) - 1))
        }
        #expect(errors.reduce(0, +) / Double(errors.count) < 0.04)
        #expect(proportional.reduce(0, +) / Double(errors.count) > 0.1)
    }

    @Test func `long functions have no steps`() throws {
        let run = SyntheticRun.run(
            SyntheticRun.invocations(
                of: SyntheticRun.oneThread(900),
                at: [128, 512, 1_024, 1_792, 3_008]
            )
        )
        let curve = try #require(try TunedRun(fitting: run).curve(for: .single))
        for megabytes in [192, 700, 1_300] {
            let predicted = curve.durationMS(at: MemorySetting(clamping: megabytes)).value
            #expect(abs(predicted / (900 * 1_792 / Double(megabytes)) - 1) < 0.02)
        }
    }
}
