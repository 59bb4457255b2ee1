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

    /// Choosing again is Tuning's work and takes most of the time.
    @Test func `a what-if is worked out and drawn within two frames of a screen`() throws {
        for (name, keys) in [
            ("aim", [KeyPress.character("o")]), ("architecture", [.character("a")]),
        ] {
            let (times, bytes) = try press(keys, times: 500)
            print(
                "what-if \(name): median \(percentile(0.5, of: times)), "
                    + "p99 \(percentile(0.99, of: times)), \(bytes) bytes at most"
            )
            #expect(percentile(0.99, of: times) <= .milliseconds(33))
        }
    }

    @Test func `a run of 100,000 samples that was read and fitted opens within 300 ms`() throws {
        let run = SyntheticRun.run(invocations: 5_000)
        #expect(run.invocations.count == 100_000)
        let url = FileManager.default.temporaryDirectory.appending(
            path: "bench-\(UUID().uuidString)"
        )
        let folder = RunFolder(url: url)
        defer { try? FileManager.default.removeItem(at: url) }
        try folder.create(run.record)
        let encoder = JSONEncoder()
        var bytes = Data()
        for invocation in run.invocations { bytes += try encoder.encode(invocation) + Data([0x0A]) }
        try bytes.write(to: folder.samplesURL)
        let clock = ContinuousClock()
        var totals: [Duration] = []
        var openings: [Duration] = []
        for _ in 0..<5 {
            var read: MeasuredRun?
            let reading = try clock.measure { read = try folder.read() }
            var tuned: TunedRun?
            let measured = try #require(read)
            let fitting = try clock.measure { tuned = try TunedRun(fitting: measured) }
            let fitted = try #require(tuned)
            var state = ExplorerState(runs: [], conditions: try .standard())
            let opening = try clock.measure {
                state = ExplorerState(runs: [fitted], conditions: try .standard())
                _ = Self.encoder.encode(from: nil, to: state.canvas(size: Self.size))
            }
            let samples = clock.measure {
                _ = state.update(.input(.key(.character("3"))))
                _ = Self.encoder.encode(from: nil, to: state.canvas(size: Self.size))
            }
            print(
                "100,000 samples: read \(reading), fit \(fitting), open \(opening), Samples \(samples)"
            )
            totals.append(reading + fitting + opening)
            openings.append(opening + samples)
        }
        print("100,000 samples from disk to the first frame: median \(totals.sorted()[2])")
        #expect(openings.sorted()[2] <= .milliseconds(300))
    }

    #if os(Linux)
        @Test func `a terminal session that waits does not wake up once in two seconds`() throws {
            let program = PseudoTerminal.products.appending(path: "terminal-probe").path
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
