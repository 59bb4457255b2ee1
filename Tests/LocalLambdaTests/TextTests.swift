import Testing

@testable import LocalLambda

struct TextTests {
    @Test(arguments: [
        (#"{"errorMessage": "no \"x\"", "errorType":"E"}"#, "no \"x\""),
        (#"{"errorType":"E"}"#, nil), ("", nil), (#"{"errorMessage":"#, nil),
        (#"{"errorMessage":7}"#, nil),
        ("{\"errorMessage\":\"a\n\tb\"}", "a  b"), ("{\"errorMessage\":\"a\\\nb\"}", "a b"),
    ])
    func `the message is found in whatever a runtime sends`(body: String, message: String?) {
        #expect(ErrorBody.message(in: Array(body.utf8)) == message)
    }

    @Test func `an order for the launcher survives its own arguments`() throws {
        let order = LaunchOrder(
            groups: ["/a b", "/c"],
            processors: [0, 3],
            directory: "/d",
            openFiles: 7,
            hasOwnProcesses: true,
            command: ["/p", "--group", "--"]
        )
        #expect(LaunchOrder(arguments: order.arguments) == order)
    }

    @Test func `what a launcher tells is told apart from what it could not do`() {
        let text = LaunchReport.mark(process: 7) + "no luck" + LaunchReport.mark(process: 9) + "."
        let report = LaunchReport(text: text)
        #expect(report.text == "no luck.")
        #expect(report.keeper == ChildProcess(id: 7) && report.function == ChildProcess(id: 9))
        #expect(LaunchReport(text: "\u{2}").text == "")
    }

    @Test(arguments: [[], ["--"], ["--group"], ["--nothing", "x", "--", "/p"]] as [[String]])
    func `a malformed order is none`(arguments: [String]) {
        #expect(LaunchOrder(arguments: arguments) == nil)
    }

    @Test func `the log keeps the end and passes on no more than its limit`() {
        let passed = Counter()
        let log = FunctionLog(limit: 3) { bytes in for _ in bytes { _ = passed.next() } }
        for _ in 0..<10 { log.append(Array(repeating: 0x61, count: FunctionLog.kept)) }
        log.append(Array("\nlast\n".utf8))
        #expect(log.lastLines(1) == ["last"])
        #expect(passed.next() == 4)
    }
}
