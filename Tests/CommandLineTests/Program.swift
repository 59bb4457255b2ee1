import Foundation
import TestSupport

/// The program as a person runs it, with a home folder of its own.
struct Program {
    let home: TemporaryFolder
    private let program: BuiltProgram

    static let isBuilt = BuiltProgram("lambda-tuner") != nil

    /// A run of `tune` that takes a second: two small settings of a tiny workload.
    static let shortTune = [
        "tune", "prime-sieve", "--size", "20000", "--memory", "1024,1792", "--strategy", "single",
        "--min-invocations", "2", "--max-invocations", "2",
    ]

    init?() throws {
        guard let program = BuiltProgram("lambda-tuner") else { return nil }
        self.program = program
        home = try TemporaryFolder()
    }

    func callAsFunction(
        _ arguments: [String],
        input: String = "",
        interrupting: String? = nil
    ) async throws -> BuiltProgram.Outcome {
        try await program.run(
            arguments,
            input: input,
            environment: ["HOME": home.path, "XDG_STATE_HOME": home.path(of: "state")],
            interrupting: interrupting
        )
    }

    func callAsFunction(_ line: String, input: String = "") async throws -> BuiltProgram.Outcome {
        try await self(line.split(separator: " ").map(String.init), input: input)
    }
}
