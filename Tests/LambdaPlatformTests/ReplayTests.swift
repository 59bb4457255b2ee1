import LambdaPlatform
import Testing

struct ReplayTests {
    private func burst(_ cpuMS: Double, threads: Double = 1) -> CPUProfile {
        CPUProfile(
            stretches: [CPUProfile.Stretch(elapsedMS: cpuMS / threads, cpuMS: cpuMS)],
            processors: Int(threads)
        )
    }

    private func model(_ megabytes: Int) -> BandwidthModel {
        BandwidthModel(memory: MemorySetting(clamping: megabytes))
    }

    @Test(arguments: [(128, 1), (256, 2), (512, 2), (1_024, 1), (1_792, 2), (2_560, 2)])
    func `one stretch of threads takes what a burst of them takes`(
        megabytes: Int,
        threads: Int
    ) {
        let model = model(megabytes)
        let parts = Array(repeating: 301.3 / Double(threads), count: threads)
        // Phases that make no tick find exactly nothing left, where rounding would decide.
        for phase in [0.7, 3.3, 9.1, 17.5] {
            let burst = model.durationMS(
                threadsCPUMS: parts,
                processors: threads,
                startPhaseMS: phase
            )
            let replay = model.replay(
                self.burst(301.3, threads: Double(threads)),
                processors: threads,
                startPhaseMS: phase
            )
            #expect(abs(replay.durationMS - burst) < 1e-6)
        }
    }

    @Test(arguments: [1_792, 3_584, 10_240])
    func `a share that one thread cannot use up changes nothing`(megabytes: Int) {
        let replay = model(megabytes).replay(burst(100), processors: 2, startPhaseMS: 5)
        #expect(replay.durationMS == 100 && replay.cpuMS == 100)
        #expect(replay.stops == 0 && replay.stoppedMS == 0)
    }

    /// By hand, for a quota of 5 ms: run to the tick at 8 ms, 3 ms of debt, stopped until 20 ms; to
    /// the tick at 24 ms, 2 ms of debt, stopped until 40 ms.
    @Test func `stops are counted and their lengths added up`() {
        let replay = BandwidthModel(quotaMS: 5).replay(
            burst(13),
            processors: 1,
            startPhaseMS: 0
        )
        #expect(replay.stops == 2)
        #expect(abs(replay.stoppedMS - 28) < 1e-9)
        #expect(abs(replay.durationMS - 41) < 1e-9)
    }

    @Test func `each stop adds the CPU time that it costs`() {
        let profile = burst(13).with(restart: RestartCost(cpuMS: 0.5, exponent: 0))
        let replay = BandwidthModel(quotaMS: 5).replay(profile, processors: 1, startPhaseMS: 0)
        #expect(abs(replay.cpuMS - 14) < 1e-9)
        #expect(abs(replay.durationMS - 42) < 1e-9)
    }

    /// However dear a stop is, the work gets done.
    @Test func `a stop that costs more than a burst does not hold the work up for ever`() {
        let profile = burst(100).with(restart: RestartCost(cpuMS: 50, exponent: 1))
        let replay = model(128).replay(profile, processors: 1, startPhaseMS: 0)
        #expect(replay.cpuMS > 200 && replay.cpuMS <= 400 + 1e-6)
    }

    /// Waiting goes on while the quota is used up: 10 ms of work, then 60 ms of waiting, then 10 ms.
    @Test func `waiting is not stretched by the quota`() {
        let profile = CPUProfile(
            stretches: [
                CPUProfile.Stretch(elapsedMS: 10, cpuMS: 10),
                CPUProfile.Stretch(elapsedMS: 60, cpuMS: 0),
                CPUProfile.Stretch(elapsedMS: 10, cpuMS: 10),
            ],
            processors: 1
        )
        let replay = BandwidthModel(quotaMS: 12).replay(profile, processors: 1, startPhaseMS: 0)
        #expect(abs(replay.durationMS - 80) < 1e-9)
    }

    /// Twenty turns of 2 ms on two threads and 2 ms on one use 1.5 vCPUs on average.
    @Test func `a share of the average suffices where turns are shorter than a period`() {
        let turns = (0..<40).map { turn in
            CPUProfile.Stretch(elapsedMS: 2, cpuMS: turn.isMultiple(of: 2) ? 4 : 2)
        }
        let profile = CPUProfile(stretches: turns, processors: 2)
        let replays = BandwidthModel(quotaMS: 30).replays(profile, processors: 2)
        #expect(replays.allSatisfy { $0.durationMS < 92 })
    }
}

struct RestartCostTests {
    @Test func `a curve goes through what short and long stops cost`() {
        let cost = RestartCost(
            short: RestartCost.Observation(stopMS: 10, cpuMS: 0.4),
            long: RestartCost.Observation(stopMS: 40, cpuMS: 0.8)
        )
        #expect(abs(cost.exponent - 0.5) < 1e-9)
        #expect(abs(cost.cpuMS(afterStopMS: 10) - 0.4) < 1e-9)
        #expect(abs(cost.cpuMS(afterStopMS: 40) - 0.8) < 1e-9)
        #expect(cost.cpuMS(afterStopMS: 500) == cost.cpuMS(afterStopMS: 60))
    }

    @Test func `costs below nothing are nothing, and slopes are held to their range`() {
        #expect(RestartCost(cpuMS: -1, exponent: 3) == RestartCost(cpuMS: 0, exponent: 1))
        let falling = RestartCost(
            short: RestartCost.Observation(stopMS: 10, cpuMS: 0.8),
            long: RestartCost.Observation(stopMS: 40, cpuMS: 0.2)
        )
        #expect(falling.exponent == 0)
        #expect(abs(falling.cpuMS - 0.4) < 1e-9)
    }

    @Test func `no stop costs nothing`() {
        #expect(RestartCost(cpuMS: 1, exponent: 0).cpuMS(afterStopMS: 0) == 0)
        #expect(RestartCost.none.cpuMS(afterStopMS: 20) == 0)
    }
}
