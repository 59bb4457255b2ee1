import Testing
import Workloads

@testable import workload_bootstrap

struct WorkloadEventTests {
    private func run(_ json: String, handler: String = "bootstrap") throws -> WorkloadRun {
        try WorkloadEvent(json: Array(json.utf8)).run(EventDefaults(handler: handler))
    }

    @Test func `an event names the workload, the strategy, the size and the threads`() throws {
        let run = try run(
            #"{"workload":"prime-sieve","strategy":"dispatch","size":1000,"threads":3,"other":[1]}"#
        )
        #expect(run.facts.name == "prime-sieve")
        #expect(run.team.strategy.name == "dispatch")
        #expect(run.size == 1_000)
        #expect(run.team.threads == 3)
    }

    @Test func `an event without threads means the processors that can be used`() throws {
        let event = #"{"workload":"prime-sieve","strategy":"dispatch"}"#
        #expect(try run(event).team.threads == usableProcessors())
    }

    @Test(arguments: [0, -1, 10_000])
    func `numbers of threads that make no sense are refused`(threads: Int) throws {
        let event = #"{"workload":"prime-sieve","strategy":"dispatch","threads":\#(threads)}"#
        #expect(throws: WorkloadRefusal.threadsOutOfRange(threads)) { try run(event) }
    }

    @Test func `the handler setting fills in what the event leaves out`() throws {
        let run = try run("{}", handler: "mandelbrot.dispatch-steal")
        #expect(run.facts.name == "mandelbrot")
        #expect(run.team.strategy.name == "dispatch-steal")
    }

    @Test(arguments: ["", "[]", "{", "3", #"{"size":"big"}"#, #"{"size":1e99}"#])
    func `an event that cannot be read is refused`(json: String) {
        #expect(throws: EventRefusal.unreadable) { try run(json) }
    }

    @Test func `an event without a workload is refused`() {
        #expect(throws: EventRefusal.noWorkload) { try run("{}") }
    }

    @Test func `a known workload with an unknown strategy fails at INIT`() {
        #expect(throws: WorkloadRefusal.unknownStrategy("turbo")) {
            try EventDefaults(handler: "prime-sieve.turbo")
        }
    }

    @Test func `a wrong answer is an error of its own type`() {
        let error = FunctionError(
            WrongAnswer(workload: "w", strategy: "s", answer: "1", expected: "2")
        )
        #expect(error.type == "Function.WrongAnswer")
        #expect(error.message.contains("the known answer is 2"))
    }

    @Test func `the response holds what was run and the checked answer`() async throws {
        let run = try run(#"{"workload":"prime-sieve","size":1000}"#)
        let body = try await ResponseBody(run: run, answer: run()).json
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"{"answer":"168","size":1000,"strategy":"single","threads":1,"verified":true,"workload":"prime-sieve"}"#
        )
    }
}
