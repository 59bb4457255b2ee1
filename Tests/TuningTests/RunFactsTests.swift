import LambdaPlatform
import Measurement
import Testing

@testable import Tuning

/// What a run says besides durations: memory, starts and phases.
struct RunFactsTests {
    private func sample(
        _ megabytes: Int,
        _ durationMS: Double,
        initMS: Double? = nil,
        usedMB: Double = 60,
        databaseMS: Double? = nil,
        httpMS: Double? = nil
    ) -> Invocation {
        Invocation(
            memoryMB: MemorySetting(clamping: megabytes),
            strategy: .asIs,
            durationMS: durationMS,
            billedDurationMS: Int(durationMS),
            initDurationMS: initMS,
            maxMemoryUsedMB: usedMB,
            cold: initMS != nil,
            source: .local,
            databaseMS: databaseMS,
            httpMS: httpMS
        )
    }

    private func tuned(_ invocations: [Invocation]) throws -> TunedRun {
        try TunedRun(fitting: SyntheticRun.run(invocations))
    }

    private func conditions(
        _ adjust: (inout Conditions) -> Void = { _ in }
    ) throws -> Conditions {
        let prices = try PriceList.standard.prices(in: "us-east-1")
        var conditions = Conditions(tariff: try Tariff(prices: prices, architecture: .x86_64))
        adjust(&conditions)
        return conditions
    }

    @Test func `beside others a setting that may be as good is named`() throws {
        // One processor's worth of work; others made it take an eighth longer at a whole one.
        let truth = { (megabytes: Int) in
            45 * max(1_792 / Double(megabytes), 1) * (megabytes >= 1_792 ? 1.125 : 1)
        }
        let quiet = SyntheticRun.invocations(
            of: truth,
            at: [128, 768, 1_024, 1_792, 3_584],
            repetitions: 5
        )
        let busy = quiet.map { invocation in
            var invocation = invocation
            invocation.contention = 0.95
            return invocation
        }
        let answers = try [quiet, busy].map { invocations in
            try tuned(invocations).recommendation(under: try conditions())
        }
        let codes = answers.map { Set($0.cautions.map(\.code)) }
        #expect(answers[0].choice.memory == answers[1].choice.memory)
        #expect(answers[1].choice.memory < MemorySetting(clamping: 1_792))
        #expect(!codes[0].contains("busy-machine"))
        #expect(codes[1].isSuperset(of: ["busy-machine", "tie"]))
        let tie = answers[1].cautions.first { $0.code == "tie" }
        #expect(tie?.message.contains("1792 MB") == true)
    }

    @Test func `a setting that ran out of memory is left out, and those below it`() throws {
        var invocations = [512, 1_024, 2_048].flatMap { megabytes in
            (0..<4).map { _ in sample(megabytes, 200) }
        }
        var failed = sample(512, 3, usedMB: 512)
        failed.status = .outOfMemory
        failed.errorType = "Runtime.OutOfMemory"
        invocations.append(failed)
        let recommendation = try tuned(invocations).recommendation(
            under: conditions {
                $0.candidates = [256, 512, 1_024, 2_048].map { MemorySetting(clamping: $0) }
            }
        )
        #expect(recommendation.choice.memory.megabytes == 1_024)
        #expect(
            recommendation.reasons.contains {
                $0.hasPrefix("It ran out of memory at 512 MB, which is left out")
            }
        )
    }

    /// 240 MB in use: 256 MB leaves 6.7 %.
    @Test(arguments: [(0.1, 512), (0.05, 256), (0, 256)])
    func `the margin over the memory in use decides how small a setting may be`(
        margin: Double,
        choice: Int
    ) throws {
        let invocations = [256, 512, 1_024].flatMap { megabytes in
            (0..<4).map { _ in sample(megabytes, 200, usedMB: 240) }
        }
        let recommendation = try tuned(invocations).recommendation(
            under: conditions {
                $0.memoryMargin = margin
                $0.objective = .cheapest
                $0.candidates = [256, 512, 1_024].map { MemorySetting(clamping: $0) }
            }
        )
        #expect(recommendation.choice.memory.megabytes == choice)
    }

    @Test func `cold, first and later invocations are told apart`() throws {
        var invocations = [100.0, 110, 120].map { sample(512, 60, initMS: $0, usedMB: 41) }
        invocations += (0..<5).map { _ in sample(512, 2) }
        let run = try tuned(invocations)
        let start = try #require(run.environmentStarts.first)
        #expect(start.count == 3 && start.initMS == 110)
        #expect(start.firstMS == 60 && start.laterMS == 2 && start.savedMS == 58)
        let reasons = run.recommendation(under: try conditions()).reasons
        #expect(reasons.contains { $0.contains("saves 58 ms each") })
    }

    @Test func `the phase that gains from memory is named, and those that do not`() throws {
        let invocations = [(128, 700.0), (1_792, 50)].flatMap { megabytes, computeMS in
            (0..<4).map { _ in
                sample(megabytes, computeMS + 50, databaseMS: 30, httpMS: 20)
            }
        }
        let run = try tuned(invocations)
        #expect(run.phaseTimes.map(\.computeMS) == [700, 50])
        #expect(
            run.phaseFinding(for: .asIs)
                == "From 128 MB to 1792 MB memory speeds up compute (700 ms to 50 ms), but not "
                + "database (30 ms to 30 ms), HTTP (20 ms to 20 ms)."
        )
    }

    @Test func `a run without traces has no phases, and one start of each says nothing`() throws {
        let run = try tuned((0..<4).map { sample(512, 10, initMS: $0 == 0 ? 80 : nil) })
        #expect(run.phaseTimes.isEmpty)
        #expect(run.recommendation(under: try conditions()).reasons.count == 1)
    }
}
