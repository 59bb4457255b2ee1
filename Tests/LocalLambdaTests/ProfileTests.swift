import LambdaPlatform
import Testing

@testable import LocalLambda

struct ActivityRecorderTests {
    private typealias Reading = ActivityRecorder.Reading

    private func reading(_ ms: Double, _ cpuMS: Double) -> Reading {
        Reading(ns: UInt64(ms * 1e6), cpuNS: UInt64(cpuMS * 1e6))
    }

    @Test func `readings become stretches that fill the invocation`() {
        let readings = [(8.0, 3.0), (11, 5), (13, 9), (15, 11), (30, 11)].map(reading)
        let stretches = ActivityRecorder.stretches(readings, from: 10_000_000, to: 16_000_000)
        #expect(stretches.map(\.elapsedMS) == [1, 2, 2, 1])
        #expect(stretches.map(\.cpuMS) == [2, 4, 2, 1])
    }

    @Test func `no reading inside the invocation makes no stretch`() {
        #expect(ActivityRecorder.stretches([], from: 1, to: 5).isEmpty)
        #expect(ActivityRecorder.stretches([reading(3, 1)], from: 0, to: 9_000_000).isEmpty)
    }

    @Test func `a process that ended takes its clock along, not the time back`() {
        let stretches = ActivityRecorder.stretches(
            [reading(1, 8), reading(3, 2), reading(5, 4)],
            from: 1_000_000,
            to: 5_000_000
        )
        #expect(stretches.allSatisfy { $0.cpuMS >= 0 })
    }

    /// Two processors cannot give 6 ms in 2 ms: what is too much belongs to the neighbours.
    @Test(arguments: [[6.0, 2, 4], [4, 2, 6], [2, 8, 2]])
    func `CPU time keeps its total where clocks were read a little apart`(cpu: [Double]) {
        let stretches = cpu.map { CPUProfile.Stretch(elapsedMS: 2, cpuMS: $0) }
        let scaled = stretches.scaled(toMS: 6, cpuMS: 12, processors: 2)
        #expect(scaled.map(\.cpuMS) == [4, 4, 4])
    }

    @Test func `stretches are scaled to what is known of the whole`() {
        let stretches = [1.0, 2].map { CPUProfile.Stretch(elapsedMS: 1, cpuMS: $0) }
        let scaled = stretches.scaled(toMS: 4, cpuMS: 6, processors: 2)
        #expect(scaled.map(\.elapsedMS) == [2, 2] && scaled.map(\.cpuMS) == [2, 4])
        let unknown = [CPUProfile.Stretch]().scaled(toMS: 4, cpuMS: 6, processors: 2)
        #expect(unknown == [CPUProfile.Stretch(elapsedMS: 4, cpuMS: 6)])
    }
}

struct ProfilingPlanTests {
    /// Short functions run for a tick between stops; long ones are stopped 250 times.
    @Test(arguments: [(100.0, 4.0), (1_000, 4), (10_000, 40)])
    func `long functions are not stopped more often`(durationMS: Double, runMS: Double) {
        #expect(ProfilingPlan().runMS(durationMS: durationMS) == runMS)
    }
}
