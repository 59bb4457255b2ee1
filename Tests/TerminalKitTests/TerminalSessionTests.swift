import Foundation
import TerminalKit
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A program on a pseudo-terminal: whatever becomes of it, the terminal is as it was.
@Suite(.serialized)
struct TerminalSessionTests {
    private static let enter = "\u{1B}[?1049h"
    private static let leave = "\u{1B}[?1049l"
    private static let probe = BuiltProgram("terminal-probe")?.path ?? ""

    private func expectRestored(_ terminal: PseudoTerminal, to before: String) {
        #expect(terminal.attributes == before)
        let output = terminal.output
        #expect(
            output.components(separatedBy: Self.enter).count
                == output.components(separatedBy: Self.leave).count
        )
        #expect(output.contains("\u{1B}[?25h"))
        #expect(output.contains("\u{1B}[?2004l"))
        #expect(output.contains("\u{1B}[?1006l"))
    }

    private func begin() throws -> PseudoTerminal {
        let terminal = try PseudoTerminal([Self.probe])
        try terminal.wait(for: "size=100x10")
        return terminal
    }

    @Test func `the screen is entered raw, shows keys, and is left as it was found`() throws {
        let terminal = try begin()
        let before = try Self.untouched()
        #expect(terminal.attributes != before)
        terminal.type("x")
        try terminal.wait(for: "\"x\"")
        terminal.type("\u{1B}[C")
        try terminal.wait(for: "right")
        terminal.type("\u{1B}[200~two\nlines\u{1B}[201~")
        try terminal.wait(for: "paste")
        terminal.type("q")
        #expect(terminal.end() == 0)
        #expect(terminal.output.contains("left: key"))
        expectRestored(terminal, to: before)
    }

    @Test func `a new size of the window is shown at once`() throws {
        let terminal = try begin()
        terminal.resize(columns: 61, rows: 17)
        try terminal.wait(for: "61x17")
        terminal.type("q")
        #expect(terminal.end() == 0)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func `a request to end is an event, and the terminal is restored`(signal: Int32) throws {
        let terminal = try begin()
        _ = kill(terminal.process, signal)
        #expect(terminal.end() == 0)
        #expect(terminal.output.contains("left: signal \(signal)"))
        expectRestored(terminal, to: try Self.untouched())
    }

    @Test(arguments: [
        ("!", [SIGILL, SIGTRAP]), ("a", [SIGABRT]), ("v", [SIGSEGV]), ("o", [SIGSEGV, SIGBUS]),
    ])
    func `a crash restores the terminal and stays a crash`(key: String, signals: [Int32]) throws {
        let terminal = try begin()
        terminal.type(key)
        #expect(signals.contains(-terminal.end()))
        expectRestored(terminal, to: try Self.untouched())
    }

    @Test func `a thrown error leaves the terminal as it was found`() throws {
        let terminal = try begin()
        terminal.type("e")
        #expect(terminal.end() == 0)
        #expect(terminal.output.contains("threw: Complaint"))
        expectRestored(terminal, to: try Self.untouched())
    }

    @Test func `Control Z gives the terminal back until the job continues`() throws {
        let script = "\"$0\"; echo job-stopped; fg > /dev/null; echo job-ended"
        let terminal = try PseudoTerminal(["/bin/bash", "-mc", script, Self.probe])
        try terminal.wait(for: "size=100x10")
        terminal.type("\u{1A}")
        let stopped = try terminal.wait(for: "job-stopped")
        #expect(stopped.contains(Self.leave))
        // Back in the foreground the whole screen is drawn again.
        try terminal.wait(for: "size=100x10")
        #expect(terminal.attributes != (try Self.untouched()))
        terminal.type("q")
        try terminal.wait(for: "job-ended")
        #expect(terminal.end() == 0)
        expectRestored(terminal, to: try Self.untouched())
    }

    @Test func `a terminal that is no terminal is refused with a sentence`() {
        let encoder = FrameEncoder(theme: .standard, depth: .none)
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let options = TerminalOptions(encoder: encoder, input: ends[0], output: ends[1])
        #expect(throws: TerminalFailure.notATerminal) { try withTerminal(options) { _ in } }
        close(ends[0])
        close(ends[1])
    }

    /// The attributes of a terminal that nothing was done to.
    private static func untouched() throws -> String {
        let terminal = try PseudoTerminal(["/bin/sh", "-c", "exit 0"])
        _ = terminal.end()
        return terminal.attributes
    }
}
