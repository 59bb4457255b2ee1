import Estimation
import LambdaPlatform
import Measurement
import Testing

@testable import Tuning

struct ThreadingProfileTests {
    /// Settings of two processors' worth of work, long enough for the quota to be a plain share.
    private func settings(
        serial: Double,
        parallel: Double,
        at megabytes: [Int] = [128, 512, 1_024, 1_792, 2_688, 3_584],
        strategy: ThreadingStrategy = .dispatch
    ) -> [MeasuredSetting] {
        let invocations = SyntheticRun.invocations(
            of: { memory in
                let share = Double(memory) / 1_792
                return serial / min(share, 1) + parallel / min(share, 2)
            },
            at: megabytes,
            strategy: strategy,
            deviation: 0
        ).map { invocation in
            var invocation = invocation
            invocation.cpuMS = serial + parallel
            return invocation
        }
        return InvocationPile.piles(of: invocations).compactMap {
            MeasuredSetting($0, payloadWeights: [:])
        }
    }

    @Test(arguments: [(0.0, 4_000.0), (1_000, 3_000), (4_000, 0)])
    func `one setting tells the serial and the parallel part and all other settings`(
        serial: Double,
        parallel: Double
    ) throws {
        let settings = settings(serial: serial, parallel: parallel)
        let profile = try #require(
            ThreadingProfile(of: settings, platform: .standard, hostProcessors: 2)
        )
        let times = try #require(profile.profile.runs.first).onCPUMS
        #expect(abs(times[1] - serial) < 1)
        #expect(abs(times[2] - parallel / 2) < 1)
        // The last burst of a period runs ahead of the plain share by some ms of 2 s or more.
        for error in profile.errors(against: settings, hostProcessors: 2) {
            #expect(abs(error.share) < 0.02)
        }
    }

    @Test func `a throttled setting is no profile`() {
        let settings = settings(serial: 0, parallel: 4_000, at: [128, 512, 1_792])
        #expect(ThreadingProfile(of: settings, platform: .standard, hostProcessors: 2) == nil)
    }

    @Test(arguments: [1.0, 1.1, 0.9])
    func `a machine that was slower when profiled is told from settings without throttling`(
        slowdown: Double
    ) throws {
        let settings = settings(serial: 1_000, parallel: 3_000)
        let profile = ThreadingProfile(
            FunctionProfile(runs: [
                CPUProfile(
                    durationMS: 2_500 * slowdown,
                    cpuMS: 4_000 * slowdown,
                    processors: 2
                )
            ]),
            platform: .standard
        )
        let drift = try #require(profile.drift(of: settings, hostProcessors: 2))
        #expect(abs(drift - (slowdown - 1)) < 0.01)
        let throttled = Array(settings.prefix(3))
        #expect(profile.drift(of: throttled, hostProcessors: 2) == nil)
    }
}
