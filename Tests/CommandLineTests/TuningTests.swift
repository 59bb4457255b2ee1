import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Program.isBuilt, "the program must be built"), .serialized)
struct TuningTests {
    @Test func `results go to standard output as JSON and progress to standard error`()
        async throws
    {
        let program = try #require(try Program())
        let folder = program.home.path(of: "run")
        let outcome = try await program(Program.shortTune + ["--format", "json", "--out", folder])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let result = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        #expect((result as? [String: Any])?["choice"] != nil)
        #expect(outcome.errors.contains(" %  about "))
        #expect(!(outcome.output + outcome.errors).contains("\u{1B}"))
    }

    @Test func `an interrupted run keeps its samples and goes on where it stopped`()
        async throws
    {
        let program = try #require(try Program())
        let folder = program.home.path(of: "run")
        let long = [
            "tune", "prime-sieve", "--size", "20000000", "--memory", "512,1024,1792",
            "--strategy", "single", "--out", folder,
        ]
        let stopped = try await program(long, interrupting: "round 1")
        #expect(stopped.status == 130)
        #expect(stopped.errors.contains("go on with: lambda-tuner tune --resume \(folder)"))
        let kept = try samples(in: folder)
        #expect(kept.count >= 3)

        let resumed = try await program(["tune", "--resume", folder, "--plain"])
        #expect(resumed.status == 0, "\(resumed.errors)")
        let all = try samples(in: folder)
        #expect(all.count > kept.count)
        #expect(Array(all.prefix(kept.count)) == kept)
    }

    @Test func `a run is never written over`() async throws {
        let program = try #require(try Program())
        let folder = program.home.path(of: "run")
        let arguments = Program.shortTune + ["--plain", "--out", folder]
        #expect(try await program(arguments).status == 0)
        let before = try samples(in: folder)
        let again = try await program(arguments)
        #expect(again.status == 1)
        #expect(again.errors.contains("already holds a run"))
        #expect(try samples(in: folder) == before)
    }

    @Test func `a function that is nowhere is refused with what there is`() async throws {
        let program = try #require(try Program())
        let outcome = try await program("tune nosuch")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("'nosuch' is neither a built-in workload nor a path"))
        #expect(outcome.errors.contains("matrix-product"))
    }

    private func samples(in folder: String) throws -> [Substring] {
        try String(contentsOfFile: folder + "/samples.jsonl", encoding: .utf8)
            .split(separator: "\n")
    }
}
