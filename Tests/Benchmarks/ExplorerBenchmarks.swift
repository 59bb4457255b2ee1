import Explorer
import Foundation
import LambdaPlatform
import Measurement
import TerminalKit
import TestSupport
import Testing
import Tuning

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite(
    .enabled(
        if: ProcessInfo.processInfo.environment["LAMBDA_TUNER_BENCHMARKS"] == "1",
        "set LAMBDA_TUNER_BENCHMARKS=1"
    ),
    .serialized
)
struct ExplorerBenchmarks {
    private static let size = CellSize(columns: 200, rows: 50)
    private static let encoder = FrameEncoder(theme: .standard, depth: .trueColor)

    /// Presses keys in turn and returns the times from key to bytes, ascending, and the most bytes.
    private func press(_ keys: [KeyPress], times: Int) throws -> (times: [Duration], bytes: Int) {
        let run = try TunedRun(fitting: SyntheticRun.run())
        var state = ExplorerState(runs: [run], conditions: try .standard())
        var shown = state.canvas(size: Self.size)
        var durations: [Duration] = []
        var most = 0
        let clock = ContinuousClock()
        for turn in 0..<times {
            let start = clock.now
            _ = state.update(.input(.key(keys[turn % keys.count])))
            let next = state.canvas(size: Self.size)
            let bytes = Self.encoder.encode(from: shown, to: next)
            durations.append(clock.now - start)
            most = max(most, bytes.count)
            shown = next
        }
        return (durations.sorted(), most)
    }

    private func percentile(_ share: Double, of sorted: [Duration]) -> Duration {
        sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
    }

    @Test func `a cursor move is drawn within 3 ms and 4 KB at 200 by 50`() throws {
        let keys =
            Array(repeating: KeyPress(.right), count: 20)
            + Array(repeating: KeyPress(.left), count: 20)
        let (times, bytes) = try press(keys, times: 2_000)
        print(
            "cursor move: median \(percentile(0.5, of: times)), p99 \(percentile(0.99, of: times)), \(bytes) bytes at most"
        )
        #expect(percentile(0.99, of: times) <= .milliseconds(3))
        #expect(bytes <= 4_096)
    }

    /// What is pressed for each change, over and over.
    private static let changes: [(name: String, keys: [String])] = [
        ("aim", ["o"]), ("architecture", ["a"]), ("today's setting", ["c", "l"]),
        ("latency limit", ["p400⏎", "p90⏎", "u"]), ("balance", ["b0.25⏎", "b0.75⏎"]),
        ("Region", ["r↓⏎", "r↓⏎", "r↑⏎"]), ("traffic", ["m250k⏎", "m30M⏎"]),
        ("cold starts", ["x5⏎", "x0⏎"]), ("/tmp", ["d4096⏎", "d512⏎"]),
        ("provisioned", ["e20⏎", "e0⏎"]), ("vCPU model", ["v1769⏎", "v1792⏎"]),
    ]

    @Test func `every what-if is worked out and drawn within 3 ms`() throws {
        for (name, keys) in Self.changes {
            let presses = keys.joined().map { character -> KeyPress in
                switch character {
                case "⏎": KeyPress(.enter)
                case "↓": KeyPress(.down)
                case "↑": KeyPress(.up)
                default: .character(character)
                }
            }
            let (times, bytes) = try press(presses, times: 1_000)
            print(
                "what-if \(name): median \(percentile(0.5, of: times)), "
                    + "p99 \(percentile(0.99, of: times)), \(bytes) bytes at most"
            )
            #expect(percentile(0.99, of: times) <= .milliseconds(3), "\(name)")
        }
    }

    /// A run like those that are measured: figures of sixteen digits, cold starts first.
    private func writeLargeRun(to folder: RunFolder) throws {
        let run = SyntheticRun.run(invocations: 5_000)
        #expect(run.invocations.count == 100_000)
        try folder.create(run.record)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var bytes = Data()
        for (index, invocation) in run.invocations.enumerated() {
            var invocation = invocation
            invocation.startedAt += Double(index) / 7
            invocation.contention = Double(index % 97) / 9_731
            bytes += try encoder.encode(invocation) + Data([0x0A])
        }
        try bytes.write(to: folder.samplesURL)
    }

    @Test func `a run of 100,000 samples opens within 300 ms of the program's start`() throws {
        let url = FileManager.default.temporaryDirectory.appending(
            path: "bench-\(UUID().uuidString)"
        )
        defer { try? FileManager.default.removeItem(at: url) }
        let folder = RunFolder(url: url)
        try writeLargeRun(to: folder)
        let program = try #require(BuiltProgram("lambda-tuner")).path
        let clock = ContinuousClock()
        let times = try (0..<7).map { _ in
            let start = clock.now
            let terminal = try PseudoTerminal(
                [program, "explore", url.path],
                columns: 200,
                rows: 50
            )
            // The end of a frame: ``FrameEncoder`` wraps each in synchronized output.
            try terminal.wait(for: "\u{1B}[?2026l")
            let time = clock.now - start
            terminal.type("q")
            #expect(terminal.end() == 0)
            return time
        }
        print("100,000 samples from the start to the first frame: \(times.sorted())")
        #expect(times.sorted()[3] <= .milliseconds(300))
    }

    @Test func `the parts of opening a run of 100,000 samples`() throws {
        let url = FileManager.default.temporaryDirectory.appending(
            path: "bench-\(UUID().uuidString)"
        )
        defer { try? FileManager.default.removeItem(at: url) }
        let folder = RunFolder(url: url)
        try writeLargeRun(to: folder)
        let clock = ContinuousClock()
        var totals: [Duration] = []
        for _ in 0..<5 {
            let start = clock.now
            let measured = try folder.read()
            let read = clock.now
            let tuned = try TunedRun(fitting: measured)
            let fitted = clock.now
            var state = ExplorerState(runs: [tuned], conditions: try .standard())
            _ = Self.encoder.encode(from: nil, to: state.canvas(size: Self.size))
            let opened = clock.now
            _ = state.update(.input(.key(.character("3"))))
            _ = Self.encoder.encode(from: nil, to: state.canvas(size: Self.size))
            print(
                "100,000 samples: read \(read - start), fit \(fitted - read), "
                    + "open \(opened - fitted), Samples \(clock.now - opened)"
            )
            totals.append(opened - start)
        }
        #expect(totals.sorted()[2] <= .milliseconds(300))
    }

    #if os(Linux)
        @Test func `a terminal session that waits does not wake up once in two seconds`() throws {
            let program = try #require(BuiltProgram("terminal-probe")).path
            let terminal = try PseudoTerminal([program])
            try terminal.wait(for: "size=100x10")
            terminal.type("x")
            try terminal.wait(for: "\"x\"")
            // The wait below is what is measured: nothing may happen in it.
            _ = usleep(200_000)
            let before = try switches(of: terminal.process)
            _ = usleep(2_000_000)
            let after = try switches(of: terminal.process)
            print("idle for 2 s: \(after - before) context switches")
            #expect(after == before)
            terminal.type("q")
            #expect(terminal.end() == 0)
        }

        /// How often a process has gone to sleep or been put aside, all threads together.
        private func switches(of process: pid_t) throws -> Int {
            let tasks = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")
            return try tasks.reduce(0) { sum, task in
                let status = try String(
                    contentsOfFile: "/proc/\(process)/task/\(task)/status",
                    encoding: .utf8
                )
                let counts = status.split(separator: "\n")
                    .filter { $0.contains("ctxt_switches") }
                    .compactMap { $0.split(separator: "\t").last.flatMap { Int($0) } }
                return sum + counts.reduce(0, +)
            }
        }
    #endif
}
