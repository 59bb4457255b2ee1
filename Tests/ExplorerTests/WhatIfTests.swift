import Capacity
import Estimation
import Explorer
import LambdaPlatform
import Measurement
import TerminalKit
import TestSupport
import Testing
import Tuning

/// Changes of conditions that go beyond a price or an aim.
struct WhatIfTests {
    @Test func `environments kept provisioned are paid for, and serve at the lower rate`() throws {
        var state = try ExplorerFixture.state()
        state.press("e1")
        state.press(.enter)
        let option = try #require(
            state.analysis?.option(at: MemorySetting(clamping: 1_792), .single)
        )
        // By hand, with AWS's prices for us-east-1 on x86_64; a month has 730 hours.
        let seconds = 730.0 * 3_600
        let gigabytes = 1.75
        let billed = (option.durationMS.value + 0.5) / 1_000
        let load = 1e6 / seconds * option.durationMS.value / 1_000
        let spilled = load / (1 + load)
        let perMillion =
            gigabytes * seconds * 0.0000041667
            + 1e6 * gigabytes * billed * ((1 - spilled) * 0.0000097222 + spilled * 0.0000166667)
            + 0.20
        #expect(abs(option.costPerMillion.value / perMillion - 1) < 0.002)
        state.press("u")
        let before = try #require(state.analysis?.option(at: option.memory, .single))
        #expect(before.costPerMillion.value < 10)
        #expect(state.whatIf.conditions.provisionedConcurrency == 0)
    }

    @Test func `the cost with provisioned environments is what the simulation bills`() throws {
        var state = try ExplorerFixture.state()
        state.press("m20M")
        state.press(.enter)
        state.press("e3")
        state.press(.enter)
        state.press("4")
        let digest = try #require(state.capacity)
        let analysis = try #require(state.analysis)
        #expect(digest.question.provisioned == 3)
        for forecast in digest.forecasts {
            let option = try #require(
                analysis.option(at: forecast.setting.memory, digest.question.strategy)
            )
            let simulated = forecast.monthlyCost.value / forecast.requests * 1e6
            // The simulation bills cold starts besides, and has its own randomness.
            #expect(abs(option.costPerMillion.value / simulated - 1) < 0.03)
        }
    }

    @Test func `many provisioned environments make a smaller setting the choice`() throws {
        var state = try ExplorerFixture.state()
        let before = try #require(state.analysis).choice.memory
        state.press("e50")
        state.press(.enter)
        #expect(try #require(state.analysis).choice.memory < before)
    }

    @Test func `another vCPU model moves durations to where their share is now`() throws {
        var state = try ExplorerFixture.state()
        let before = try #require(state.analysis)
        state.press("v1769")
        state.press(.enter)
        let after = try #require(state.analysis)
        for strategy in [ThreadingStrategy.single, .dispatch] {
            let old = try #require(before.option(at: MemorySetting(clamping: 1_792), strategy))
            let new = try #require(after.option(at: MemorySetting(clamping: 1_769), strategy))
            #expect(abs(new.durationMS.value / old.durationMS.value - 1) < 1e-4)
            // Less memory for the same time: the bill without the request falls by as much.
            let bill = (new.costPerMillion.value - 0.2) / (old.costPerMillion.value - 0.2)
            #expect(abs(bill - 1_769.0 / 1_792) < 1e-3)
        }
        #expect(after.lines.flatMap(\.options).filter { !$0.isProjected }.isEmpty)
        #expect(after.recommendation.cautions.contains { $0.code == "converted-platform" })
        state.press("u")
        #expect(try #require(state.analysis).choice == before.choice)
    }

    @Test func `durations measured on Lambda stay under another vCPU model`() throws {
        var run = SyntheticRun.run()
        run.record.source = .aws
        var state = ExplorerState(
            runs: [try TunedRun(fitting: run)],
            conditions: try .standard()
        )
        let before = try #require(state.analysis?.choice)
        state.press("v1769")
        state.press(.enter)
        #expect(state.analysis?.choice == before)
        #expect(state.analysis?.platform == .documented)
    }

    @Test func `the page of capacity asks once a change and shows the latest answer`() throws {
        var state = try ExplorerFixture.state()
        let effects = state.update(.input(.key(.character("4"))))
        guard case .simulate(let first) = effects.first else {
            Issue.record("nothing was asked")
            return
        }
        #expect(state.capacity == nil)
        #expect(state.update(.input(.key(.character("l")))).isEmpty)
        let run = try #require(state.runs.first)
        for character in "m9M" { _ = state.update(.input(.key(.character(character)))) }
        // The answer to a question that is no longer asked is dropped.
        _ = state.update(.simulated(CapacityDigest(answering: first, from: run)))
        #expect(state.capacity == nil)
        let last = try #require(state.capacityQuestion)
        #expect(last.monthlyInvocations == 9_000_000)
        _ = state.update(.simulated(CapacityDigest(answering: last, from: run)))
        #expect(state.capacity?.question == last)
    }

    @Test(arguments: ["m3M", "x5", "d2048", "e2", "v1769", "p400", "b0.7"])
    func `what was typed is undone by one key`(keys: String) throws {
        var state = try ExplorerFixture.state()
        let before = state.whatIf
        state.press(keys)
        state.press(.enter)
        #expect(state.whatIf != before)
        state.press("u")
        #expect(state.whatIf == before)
        #expect(state.history.isEmpty)
    }
}
