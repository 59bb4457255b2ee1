import Estimation
import LambdaPlatform
import Measurement
import Testing
import Tuning

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

struct FallingDurationTests {
    private static let sizes = [128, 256, 512, 1_024, 1_792, 3_008, 5_376, 10_240]

    private func curve(_ invocations: [Invocation]) throws -> DurationCurve {
        let tuned = try TunedRun(fitting: SyntheticRun.run(invocations))
        return try #require(tuned.curve(for: .single))
    }

    /// Every setting that may be chosen, in steps of 3 %.
    private static let grid = stride(from: 0.0, through: 148, by: 1).map { step in
        MemorySetting(clamping: Int(128 * pow(80.0, step / 148)))
    }

    /// Functions of any make-up, measured with a scatter that makes neighbours rise by chance.
    @Test(arguments: 1...60)
    func `durations never rise with memory by chance`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let waiting = 400 * generator.uniform()
        let work = 10 + 900 * generator.uniform()
        let deviation = 0.02 + 0.13 * generator.uniform()
        let invocations = SyntheticRun.invocations(
            of: SyntheticRun.oneThread(work, waitingMS: waiting),
            at: Self.sizes,
            repetitions: 4,
            deviation: deviation,
            source: seed % 2 == 0 ? .recorded : .local,
            seed: UInt64(seed)
        )
        let curve = try curve(invocations)
        let durations = Self.grid.map { curve.durationMS(at: $0).value }
        for (small, large) in zip(durations, durations.dropFirst()) {
            #expect(large <= small * (1 + 1e-9))
        }
    }

    /// Answers of `predict` at every setting, to three noisy points.
    @Test(arguments: 1...40)
    func `predicted durations never rise with memory by chance`(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let truth = SyntheticRun.oneThread(
            10 + 900 * generator.uniform(),
            waitingMS: 400 * generator.uniform()
        )
        let train = [128, 1_024, 3_008].map { megabytes in
            "\"\(megabytes)\":{\"ms\":\(truth(megabytes) * (1 + 0.08 * generator.normal()))}"
        }
        let wanted = Self.grid.map { "\($0.megabytes)" }.joined(separator: ",")
        let line = """
            {"arch":"","trained_on":[128,1024,3008],"train":{\(train.joined(separator: ","))},\
            "predict":[\(wanted)]}
            """
        var predictor = Predictor(seesSteps: false)
        let answer = Array(line.utf8).withUnsafeBytes { predictor.answer(to: $0, line: 1) }
        let tree = try Array(answer.line.utf8).withUnsafeBytes { try JSONTree($0) }
        let durations = try Self.grid.map { memory in
            try #require(tree["predictions"]?["\(memory.megabytes)"]?.number)
        }
        for (small, large) in zip(durations, durations.dropFirst()) {
            #expect(large <= small * (1 + 1e-9))
        }
    }

    /// Threads that fight for a lock get slower with every processor.
    @Test func `a rise that is beyond doubt is kept`() throws {
        let invocations = SyntheticRun.invocations(
            of: { megabytes in megabytes <= 3_008 ? 300 : 300 + Double(megabytes - 3_008) / 20 },
            at: Self.sizes + [4_096, 7_168, 8_192],
            repetitions: 20,
            deviation: 0.01
        )
        let curve = try curve(invocations)
        let small = curve.durationMS(at: MemorySetting(clamping: 3_008)).value
        let large = curve.durationMS(at: .largest).value
        #expect(large > small * 1.4)
    }
}
