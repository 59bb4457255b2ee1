import Estimation
import LambdaPlatform
import TestSupport
import Testing
import Tuning

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// CPU time of this thread in seconds, so that suites beside it do not count.
private func threadSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// How long a fit and a prediction take.
@Suite(.enabled(if: benchmarksAreWanted, "set LAMBDA_TUNER_BENCHMARKS=1"), .serialized)
struct FitBenchmarks {
    /// A dozen sizes of a function with waiting, one thread and 3 % noise.
    private static let points: [CurvePosterior.Point] = {
        var generator = SeededGenerator(seed: 3)
        return stride(from: 128, through: 3_008, by: 261).map { megabytes in
            let share = min(Double(megabytes) / 1_769, 1)
            return CurvePosterior.Point(
                megabytes: Double(megabytes),
                milliseconds: (40 + 300 / share) * (1 + 0.03 * generator.normal())
            )
        }
    }()

    @Test func `a fit of a dozen points with its intervals takes at most five milliseconds`() {
        let library = ShapeLibrary(prior: .deployed(on: .x86_64))
        let clock = ContinuousClock()
        var times: [Duration] = []
        for _ in 0..<41 {
            times.append(
                clock.measure {
                    let posterior = CurvePosterior(points: Self.points, library: library)
                    for megabytes in [192.0, 384, 768, 1_536, 2_560] {
                        #expect(posterior.durationMS(at: megabytes).value > 0)
                    }
                }
            )
        }
        let median = times.sorted()[times.count / 2]
        print("fit of \(Self.points.count) points with five intervals: \(median)")
        #expect(median <= .milliseconds(5))
    }

    @Test func `two thousand tasks a second are answered on one core`() {
        let line = """
            {"dataset":"d","function":"f","arch":"x86_64","trained_on":[128,1024,3008],\
            "train":{"128":{"ms":1327.6,"n":10},"1024":{"ms":180.2,"n":10},"3008":{"ms":101,"n":10}},\
            "predict":[256,512,1536,1769,2048]}
            """
        var predictor = Predictor()
        let count = 4_000
        let bytes = Array(line.utf8)
        let start = threadSeconds()
        var refused = 0
        for number in 1...count {
            let answer = bytes.withUnsafeBytes { predictor.answer(to: $0, line: number) }
            if answer.refusal != nil { refused += 1 }
        }
        let rate = Double(count) / (threadSeconds() - start)
        #expect(refused == 0)
        print("predict: \(Int(rate)) tasks a second")
        #expect(rate >= 2_000)
    }

    /// What a screen waits for when prices, an aim or a limit change.
    @Test func `a choice under changed conditions takes at most a millisecond`() throws {
        let tuned = try TunedRun(fitting: SyntheticRun.run())
        var conditions = try Conditions.standard()
        let clock = ContinuousClock()
        let objectives: [Objective] = [
            .recommended, .cheapest, .fastest, .balanced(weight: 0.5),
        ]
        var times: [Duration] = []
        for turn in 0..<400 {
            conditions.objective = objectives[turn % objectives.count]
            conditions.monthlyInvocations = turn
            let now = conditions
            times.append(clock.measure { _ = tuned.recommendation(under: now) })
        }
        let median = times.sorted()[times.count / 2]
        print("choice among \(tuned.options(under: conditions).count) options: \(median)")
        #expect(median <= .milliseconds(1))
    }
}
