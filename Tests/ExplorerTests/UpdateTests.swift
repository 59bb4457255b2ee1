import Estimation
import Explorer
import LambdaPlatform
import Measurement
import TerminalKit
import TestSupport
import Testing
import Tuning

struct UpdateTests {
    @Test func `within five keys it is known what keeps p95 under 400 ms`() throws {
        var state = try ExplorerFixture.state()
        state.press("p400")
        state.press(.enter)
        let analysis = try #require(state.analysis)
        #expect(analysis.conditions.latencyLimit == LatencyLimit(quantile: 0.95, milliseconds: 400))
        #expect(analysis.choice.p95MS.value <= 400)
        // A single thread needs 254 ms ÷ 400 ms of a vCPU: more than 1,024 MB.
        #expect(try #require(analysis.smallestWithinLimit).memory.megabytes > 1_024)
        #expect(
            state.canvas(size: CellSize(columns: 80, rows: 24)).text(row: 1).contains(
                "✓ p95 ≤ 400 ms"
            )
        )
    }

    @Test func `what is typed shows at once, and Escape takes it back`() throws {
        var state = try ExplorerFixture.state()
        let before = state.whatIf
        state.press("p4")
        #expect(state.whatIf.conditions.latencyLimit?.milliseconds == 4)
        state.press("00")
        #expect(state.whatIf.conditions.latencyLimit?.milliseconds == 400)
        state.press(.escape)
        #expect(state.whatIf == before)
        #expect(state.layer == nil)
    }

    @Test func `an answer that makes no sense stays open with a reason`() throws {
        var state = try ExplorerFixture.state()
        state.press("x500")
        state.press(.enter)
        guard case .prompt(let prompt) = state.layer else {
            Issue.record("the question closed")
            return
        }
        #expect(prompt.objection == "give 0 to 100")
    }

    @Test func `every change can be undone in turn`() throws {
        var state = try ExplorerFixture.state()
        let first = state.whatIf
        state.press("o")
        let second = state.whatIf
        state.press("am3M")
        state.press(.enter)
        #expect(state.whatIf.conditions.monthlyInvocations == 3_000_000)
        #expect(state.whatIf.conditions.tariff.architecture == .arm64)
        state.press("uu")
        #expect(state.whatIf == second)
        state.press("u")
        #expect(state.whatIf == first)
        state.press("u")
        #expect(state.message == "Nothing to undo.")
    }

    @Test func `the aim goes round and the choice follows`() throws {
        var state = try ExplorerFixture.state()
        var choices: [MemorySetting] = []
        for _ in 0..<4 {
            choices.append(try #require(state.analysis).choice.memory)
            state.press("o")
        }
        #expect(state.whatIf.conditions.objective == .recommended)
        let cheapest = choices[1]
        let fastest = choices[2]
        #expect(cheapest <= fastest)
        #expect(Set(choices).count >= 2)
    }

    @Test func `another Region changes the cost and not the duration`() throws {
        var state = try ExplorerFixture.state()
        let before = try #require(state.cursorOption)
        state.press("reu-south-1")
        state.press(.enter)
        let after = try #require(
            state.analysis?.option(at: before.memory, before.strategy)
        )
        #expect(state.whatIf.conditions.tariff.prices.region == "eu-south-1")
        #expect(after.durationMS == before.durationMS)
        #expect(after.costPerMillion.value > before.costPerMillion.value)
    }

    @Test func `the cursor moves over settings and stops at the ends`() throws {
        var state = try ExplorerFixture.state()
        state.press("g")
        #expect(state.cursor == .smallest)
        state.press(.left)
        #expect(state.cursor == .smallest)
        state.press("L")
        #expect(state.cursor.megabytes == 256)
        state.press("l")
        #expect(state.cursor.megabytes > 256)
        state.press("H")
        #expect(state.cursor.megabytes == 256)
        state.press("G")
        state.press(.right)
        #expect(state.cursor == .largest)
        state.press("/777")
        state.press(.enter)
        #expect(state.cursor.megabytes == 777)
        #expect(state.cursorOption?.memory.megabytes == 777)
    }

    @Test func `saving hands out the setting under the cursor`() throws {
        var state = try ExplorerFixture.state()
        state.press("/1024")
        state.press(.enter)
        guard case .save(let choice) = state.press("s").first else {
            Issue.record("nothing to save")
            return
        }
        #expect(choice.option.memory.megabytes == 1_024)
        #expect(state.saved == choice)
    }

    @Test(arguments: [
        ("plain-name_1", "plain-name_1"), ("a b", "'a b'"),
        ("x'; rm -rf /; '", "'x'\\''; rm -rf /; '\\'''"),
        ("$(id)", "'$(id)'"), ("-f", "'-f'"), ("", "''"), ("a\nb", "'ab'"),
        (
            "arn:aws:lambda:us-east-1:123456789012:function:f",
            "arn:aws:lambda:us-east-1:123456789012:function:f"
        ),
    ])
    func `a name in a command is one word for a shell`(name: String, word: String) {
        let command = ApplyCommand.text(
            function: name,
            memory: MemorySetting(clamping: 1_792),
            region: "us-east-1"
        )
        #expect(
            command == "aws lambda update-function-configuration --function-name \(word) "
                + "--memory-size 1792 --region us-east-1"
        )
    }

    @Test func `pasted text is typed into a question, and nowhere else`() throws {
        var state = try ExplorerFixture.state()
        let before = state.whatIf
        _ = state.update(.input(.paste("q\u{1B}[Ao")))
        #expect(state.whatIf == before)
        state.press("p")
        _ = state.update(.input(.paste(" 400\n\u{1B}[31m")))
        guard case .prompt(let prompt) = state.layer else {
            Issue.record("the question closed")
            return
        }
        #expect(prompt.text.hasPrefix("400"))
        #expect(prompt.text.allSatisfy { $0.isASCII && !$0.isWhitespace })
    }

    @Test(arguments: ["q", "pq", "rq", "?q"])
    func `Control C leaves from everywhere`(keys: String) throws {
        var state = try ExplorerFixture.state()
        state.press(String(keys.dropLast()))
        #expect(state.update(.input(.key(.control("c")))) == [.quit])
        #expect(state.update(.input(.signal(15))) == [.quit])
        #expect(state.update(.input(.closed)) == [.quit])
    }

    @Test func `no key has two meanings and every action has a key`() {
        let keys = KeyMap.bindings.flatMap(\.keys)
        #expect(Set(keys).count == keys.count)
        #expect(KeyMap.bindings.allSatisfy { !$0.title.isEmpty && !$0.keys.isEmpty })
        for question in Question.allCases {
            #expect(KeyMap.bindings.contains { $0.action == .ask(question) })
        }
    }

    @Test func `a curve with a single point can be looked at`() throws {
        let run = try TunedRun(fitting: SyntheticRun.run(strategies: [.single], settings: [1_024]))
        var state = ExplorerState(runs: [run], conditions: try .standard())
        state.press("hl2")
        #expect(
            state.canvas(size: CellSize(columns: 80, rows: 24)).text(row: 2).contains(
                "One strategy"
            )
        )
        state.press("3p1")
        state.press(.enter)
        #expect(state.analysis?.recommendation.isFeasible == false)
        let screen = state.canvas(size: CellSize(columns: 80, rows: 24))
        #expect(screen.size.rows == 24)
    }

    @Test func `a measurement that ends opens on its result`() throws {
        var state = try ExplorerFixture.live()
        #expect(state.screens == [.live])
        #expect(state.live?.pairs.count == 8)
        _ = state.update(.measurement(.stopped(reason: "All intervals are narrow enough.")))
        _ = state.update(.measured(try TunedRun(fitting: SyntheticRun.run())))
        #expect(state.screen == .choose)
        #expect(state.screens == [.choose, .threads, .samples, .capacity, .live])
    }
}
