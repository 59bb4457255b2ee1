import LambdaPlatform
import Testing

@testable import LocalLambda

struct ProjectionTests {
    private func projected(_ megabytes: Int, wallMS: Double, cpuMS: Double) -> Double {
        Projection(
            grant: Grant(MemorySetting(clamping: megabytes), under: .standard),
            hostProcessors: 2
        ).durationMS(wallMS: wallMS, cpuMS: cpuMS)
    }

    @Test(arguments: [(896, 200.0), (1_792, 100.0), (3_584, 100.0)])
    func `one busy thread takes CPU time over its share, and never less`(
        megabytes: Int,
        expected: Double
    ) {
        #expect(abs(projected(megabytes, wallMS: 100, cpuMS: 100) - expected) < 1e-9)
    }

    @Test func `waiting is not stretched`() {
        #expect(abs(projected(896, wallMS: 150, cpuMS: 100) - 250) < 1e-9)
    }

    /// Amdahl: 20 ms serial and 160 ms parallel on two processors take 100 ms.
    @Test(arguments: [(1_792, 180.0), (3_584, 100.0), (7_168, 60.0), (896, 360.0)])
    func `several threads are projected by Amdahl's law`(megabytes: Int, expected: Double) {
        #expect(abs(projected(megabytes, wallMS: 100, cpuMS: 180) - expected) < 1e-9)
    }
}
