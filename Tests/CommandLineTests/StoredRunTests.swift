import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isBuilt, "the program must be built"), .serialized)
struct StoredRunTests {
    @Test func `check exits with 3 where a limit is broken, with 0 where it holds`() async throws {
        let program = try #require(try Program())
        let run = try await importedRun(program)
        let broken = try await program(["check", run, "--current", "512", "--p95", "150"])
        #expect(broken.status == 3)
        #expect(broken.output.hasPrefix("FAILED "))
        let kept = try await program(["check", run, "--current", "512", "--p95", "300"])
        #expect(kept.status == 0)
        #expect(kept.output.hasPrefix("OK "))
        #expect(try await program(["check", run]).status == 2)
    }

    @Test(arguments: ["markdown", "html", "csv", "json", "svg", "samples-csv", "samples-json"])
    func `a stored run becomes a report in every format`(format: String) async throws {
        let program = try #require(try Program())
        let run = try await importedRun(program)
        let report = try await program(["report", run, "--format", format])
        #expect(report.status == 0, "\(report.errors)")
        #expect(!report.output.isEmpty)
    }

    @Test func `the explorer tells the same as text where there is no terminal`() async throws {
        let program = try #require(try Program())
        let run = try await importedRun(program)
        let outcome = try await program(["explore", run])
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("1024 MB"))
        #expect(!outcome.output.contains("\u{1B}"))
    }

    @Test(arguments: ["explore", "report", "forecast --traffic 1", "check --p95 1"])
    func `what is no run is refused by name`(line: String) async throws {
        let program = try #require(try Program())
        var words = line.split(separator: " ").map(String.init)
        words.insert(program.home.path, at: 1)
        let outcome = try await program(words)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("\(program.home.path) is not a run"))
    }

    @Test func `a task that cannot be answered costs the others nothing`() async throws {
        let program = try #require(try Program())
        let task = """
            {"function":"f","arch":"x86_64","trained_on":[128,1024],\
            "train":{"128":{"ms":1300,"n":9},"1024":{"ms":170,"n":9}},"predict":[256]}
            """
        let outcome = try await program("predict", input: "\(task)\n{\n\(task)\n")
        let lines = outcome.output.split(separator: "\n")
        #expect(outcome.status == 1)
        #expect(lines.count == 3)
        #expect(lines.filter { $0.contains("\"predictions\"") }.count == 2)
        #expect(lines.dropFirst().first?.contains("line 2") == true)
    }

    /// A run of two settings, 200 ms at 512 MB and 100 ms at 1,024 MB.
    private func importedRun(_ program: Program) async throws -> String {
        let rows = (0..<20).flatMap { index in
            [(512, 200.0), (1_024, 100.0)].map { "\($0),\($1 + Double(index % 5))" }
        }
        let file = try program.home.write(
            "durations.csv",
            "memory,duration\n" + rows.joined(separator: "\n") + "\n"
        )
        let run = program.home.path(of: "imported")
        let outcome = try await program(["import", file, "--out", run])
        #expect(outcome.status == 0, "\(outcome.errors)")
        return run
    }
}

extension StoredRunTests {
    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"),
        arguments: [["explore", "--plain"], ["report"], ["check", "--p95", "9000"]]
    )
    func `a result that does not arrive is no success`(words: [String]) async throws {
        let program = try #require(try Program())
        let run = try await importedRun(program)
        let process = Process()
        let errors = Pipe()
        process.executableURL = URL(filePath: try #require(BuiltProgram("lambda-tuner")).path)
        process.arguments = [words[0], run, "--current", "512"] + words.dropFirst()
        process.standardOutput = FileHandle(forWritingAtPath: "/dev/full")
        process.standardError = errors
        try process.run()
        let bytes = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
        #expect(String(decoding: bytes, as: UTF8.self).contains("could not be written"))
    }
}
