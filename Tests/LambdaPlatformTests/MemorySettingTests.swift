import LambdaPlatform
import Testing

struct MemorySettingTests {
    @Test(arguments: [128, 129, 1_769, 10_240])
    func `every whole number from 128 to 10240 is a setting`(megabytes: Int) throws {
        #expect(try MemorySetting(megabytes: megabytes).megabytes == megabytes)
    }

    @Test(arguments: [-1, 0, 127, 10_241, 32_768])
    func `anything outside is refused`(megabytes: Int) {
        #expect(throws: MemorySetting.Refusal.outOfRange(megabytes: megabytes)) {
            try MemorySetting(megabytes: megabytes)
        }
    }

    @Test(arguments: [("1792", 1_792), ("1792MB", 1_792), (" 512 mb", 512)])
    func `a setting is read from text`(text: String, megabytes: Int) throws {
        #expect(try MemorySetting(text: text).megabytes == megabytes)
    }

    @Test(arguments: ["", "GB", "1.5", "1e3", "٣٠٠٠x"])
    func `text that is no number is refused`(text: String) {
        #expect(throws: MemorySetting.Refusal.notANumber(text: text)) {
            try MemorySetting(text: text)
        }
    }
}

struct PlatformModelTests {
    /// AWS's documented figures: 1,769 MB is one vCPU, 10,240 MB is 5.79.
    @Test(arguments: [(128, 0.0724), (1_769, 1.0), (3_538, 2.0), (10_240, 5.7886)])
    func `the documented share follows memory in proportion`(megabytes: Int, share: Double) throws {
        let memory = try MemorySetting(megabytes: megabytes)
        #expect(abs(PlatformModel.documented.vcpuShare(at: memory) - share) < 1e-4)
    }

    /// rwnx/lambda-cpuinfo's measured table, at both ends of each step.
    @Test(arguments: [
        (128, 2), (3_008, 2), (3_009, 3), (5_307, 3), (5_308, 4), (7_076, 4), (7_077, 5),
        (8_845, 5), (8_846, 6), (10_240, 6),
    ])
    func `visible processors follow the measured table`(megabytes: Int, processors: Int) throws {
        let memory = try MemorySetting(megabytes: megabytes)
        #expect(PlatformModel.visibleProcessors(at: memory) == processors)
    }

    @Test(arguments: [0, -1, .nan, .infinity, 20_000])
    func `a divisor that is no amount of memory is refused`(megabytes: Double) {
        #expect(throws: PlatformModel.Refusal.self) {
            try PlatformModel(megabytesPerVCPU: megabytes)
        }
    }
}
