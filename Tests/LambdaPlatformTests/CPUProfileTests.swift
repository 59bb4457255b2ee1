import LambdaPlatform
import Testing

struct CPUProfileTests {
    private typealias Stretch = CPUProfile.Stretch

    /// 30 ms waiting, 20 ms on one thread, 50 ms on two.
    private let profile = CPUProfile(
        stretches: [
            Stretch(elapsedMS: 30, cpuMS: 0), Stretch(elapsedMS: 20, cpuMS: 20),
            Stretch(elapsedMS: 50, cpuMS: 100),
        ],
        processors: 2
    )

    @Test func `the times with 0, 1 and 2 threads on a processor are told apart`() {
        #expect(profile.onCPUMS == [30, 20, 50])
        #expect(profile.durationMS == 100)
        #expect(profile.cpuMS == 120)
    }

    @Test func `a stretch with 1.6 threads counts for one and for two`() {
        let profile = CPUProfile(
            stretches: [Stretch(elapsedMS: 10, cpuMS: 16)],
            processors: 2
        )
        let times = profile.onCPUMS
        #expect(abs(times[1] - 4) < 1e-9 && abs(times[2] - 6) < 1e-9)
    }

    /// Amdahl: the 50 ms on two processors take 25 ms on four, and the 100 ms of CPU time on one.
    @Test(arguments: [(2, 100.0), (4, 75), (1, 150)])
    func `the parallel part spreads over the processors there are`(
        count: Int,
        duration: Double
    ) {
        let stretches = profile.stretches(onProcessors: count)
        #expect(abs(stretches.reduce(0) { $0 + $1.elapsedMS } - duration) < 1e-9)
        #expect(abs(stretches.reduce(0) { $0 + $1.cpuMS } - 120) < 1e-9)
    }

    @Test(arguments: [(100.0, 180.0, [0.0, 20, 80]), (150, 100, [50, 100, 0])])
    func `a duration and a CPU time alone tell parallel, serial and waiting`(
        duration: Double,
        cpu: Double,
        times: [Double]
    ) {
        let found = CPUProfile(durationMS: duration, cpuMS: cpu, processors: 2).onCPUMS
        for (time, expected) in zip(found, times) { #expect(abs(time - expected) < 1e-9) }
    }

    @Test func `impossible stretches are put right`() {
        let profile = CPUProfile(
            stretches: [
                Stretch(elapsedMS: 0, cpuMS: 5), Stretch(elapsedMS: 10, cpuMS: 30),
                Stretch(elapsedMS: 10, cpuMS: -1),
            ],
            processors: 0
        )
        #expect(profile.processors == 1)
        #expect(profile.stretches.map(\.cpuMS) == [10, 0])
    }
}
