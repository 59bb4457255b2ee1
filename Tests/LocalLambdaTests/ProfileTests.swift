import Estimation
import LambdaPlatform
import Testing

@testable import LocalLambda

struct ActivityRecorderTests {
    /// Readings every 4 ms from 8 ms before the start, the kernel having noticed what was used at its
    /// last tick.
    private func stretches(
        _ usedMS: (Double) -> Double,
        durationMS: Double
    ) -> [CPUProfile.Stretch] {
        let readings = stride(from: -8.0, to: durationMS + 8, by: 4.0).map { ms in
            let noticed = usedMS(max(0, (ms / 4 - 0.6).rounded(.down) * 4 + 2.4))
            return ActivityRecorder.Reading(
                ns: UInt64((100 + ms) * 1e6),
                cpuNS: UInt64((1_000 + noticed) * 1e6)
            )
        }
        return ActivityRecorder.stretches(
            readings,
            from: 100_000_000,
            durationMS: durationMS,
            cpuMS: usedMS(durationMS),
            processors: 2
        )
    }

    @Test(arguments: [1.0, 1.8, 2])
    func `work that goes on evenly is one stretch, though clocks are read late`(threads: Double) {
        let stretches = stretches({ threads * $0 }, durationMS: 100)
        #expect(stretches.count == 1)
        #expect(abs(stretches[0].cpuMS - 100 * threads) < 1e-6)
    }

    @Test func `waiting, one thread and two are told apart to a few ticks`() {
        let found = stretches(
            { min($0, 60) - min($0, 30) + 2 * (max($0, 60) - 60) },
            durationMS: 120
        )
        let profile = CPUProfile(stretches: found, processors: 2)
        // Each of two corners may be cut by a tick of CPU time on each processor.
        let doubt = 2 * 2 * PlatformModel.tickMS
        for (time, expected) in zip(profile.onCPUMS, [30.0, 30, 60]) {
            #expect(abs(time - expected) < doubt)
        }
        #expect(abs(profile.durationMS - 120) < 1e-6 && abs(profile.cpuMS - 150) < 1e-6)
    }

    @Test func `without a reading all of it is one stretch`() {
        let stretches = ActivityRecorder.stretches(
            [],
            from: 5,
            durationMS: 4,
            cpuMS: 6,
            processors: 2
        )
        #expect(stretches == [CPUProfile.Stretch(elapsedMS: 4, cpuMS: 6)])
    }
}

struct TautStringTests {
    @Test func `a line that passes all gates is straight`() {
        var string = TautString()
        for x in 1...9 { string.pass(x: Double(x), from: Double(x) - 0.5, to: Double(x) + 0.4) }
        #expect(string.knots(toX: 10, y: 10) == [.init(x: 0, y: 0), .init(x: 10, y: 10)])
    }

    /// By hand: over the low post at 4, then under the high one at 6.
    @Test func `it bends at the gates that it would miss`() {
        var string = TautString()
        string.pass(x: 4, from: 4, to: 9)
        string.pass(x: 6, from: 0, to: 4)
        let knots = string.knots(toX: 10, y: 10)
        #expect(
            knots == [
                .init(x: 0, y: 0), .init(x: 4, y: 4), .init(x: 6, y: 4), .init(x: 10, y: 10),
            ]
        )
    }
}

struct ProfilingPlanTests {
    /// Short functions run for a tick between stops; long ones are stopped 250 times.
    @Test(arguments: [(100.0, 4.0), (1_000, 4), (10_000, 40)])
    func `long functions are not stopped more often`(durationMS: Double, runMS: Double) {
        #expect(ProfilingPlan().runMS(durationMS: durationMS) == runMS)
    }

    /// How many rounds a function is given whose CPU time grows alike in each round, or not.
    private func rounds(durationMS: Double, growths: [Double]) -> Int {
        let found = [OrderedSample(growths), OrderedSample(growths)]
        return (0...).first {
            !ProfilingPlan().wantsRound($0, durationMS: durationMS, growths: found)
        } ?? 0
    }

    @Test(arguments: [(0.0, 3), (200, 3), (1_500, 2), (60_000, 1)])
    func `long functions are stopped in fewer invocations`(durationMS: Double, count: Int) {
        #expect(rounds(durationMS: durationMS, growths: [1.1, 1.11, 1.1]) == count)
    }

    @Test(arguments: [(0.0, 6), (200, 6), (1_500, 4), (60_000, 1)])
    func `a machine that changes its speed is asked more often`(durationMS: Double, count: Int) {
        #expect(rounds(durationMS: durationMS, growths: [1.1, 1.4, 0.9]) == count)
    }
}

struct StoppedRunsTests {
    /// An invocation of 112 ms of CPU time that was stopped four times for 8 ms.
    private let run = StoppedRun(
        cpuMS: 112,
        stops: (0..<4).map { stop in
            Interrupter.Stop(
                startNS: UInt64(stop) * 20_000_000,
                endNS: UInt64(stop) * 20_000_000 + 8_000_000
            )
        }
    )

    @Test func `a stop costs its part of what the CPU time grew by`() {
        var runs = StoppedRuns(steadiness: 0.1)
        runs.add(run, before: 98, after: 102)
        #expect(runs.cost == RestartCost.Observation(stopMS: 8, cpuMS: 3))
        #expect(runs.growths.values == [1.12])
    }

    @Test func `where the machine changed its speed counts only if it always did`() {
        var runs = StoppedRuns(steadiness: 0.1)
        runs.add(run, before: 60, after: 100)
        #expect(runs.cost == RestartCost.Observation(stopMS: 8, cpuMS: 8))
        runs.add(run, before: 100, after: 100)
        #expect(runs.cost == RestartCost.Observation(stopMS: 8, cpuMS: 3))
        #expect(runs.growths.count == 1)
    }
}
