import Foundation

/// A program of this package, as it was built beside the test bundle.
package struct BuiltProgram: Hashable, Sendable {
    /// What a run of it came to.
    package struct Outcome: Hashable, Sendable {
        /// All of its standard output.
        package let output: String

        /// All of its standard error.
        package let errors: String

        /// Its exit code, or the signal's number where a signal ended it.
        package let status: Int32
    }

    /// Its absolute path.
    package let path: String

    /// Finds a program by its name; `nil` where it was not built.
    package init?(_ name: String) {
        let found = [Bundle.main.bundleURL, URL(filePath: CommandLine.arguments[0])]
            .flatMap { [$0, $0.deletingLastPathComponent()] }
            .map { $0.appending(path: name).path }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
        guard let found else { return nil }
        path = found
    }

    /// A program that lies elsewhere, such as a copy of a built one.
    package init(path: String) {
        self.path = path
    }

    /// Runs the program to its end.
    ///
    /// It finds `input` on standard input and the variables of `environment` beside `PATH`, nothing
    /// else; it is sent SIGINT as soon as standard error holds the text `interrupting`.
    ///
    /// - Throws: Foundation's error where it cannot be started.
    package func run(
        _ arguments: [String],
        input: String = "",
        environment: [String: String] = [:],
        interrupting: String? = nil
    ) async throws -> Outcome {
        let process = Process()
        let (standardInput, output, errors) = (Pipe(), Pipe(), Pipe())
        process.executableURL = URL(filePath: self.path)
        process.arguments = arguments
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        process.environment = ["PATH": path].merging(environment) { $1 }
        process.standardInput = standardInput
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let id = process.processIdentifier
        // Each pipe has a thread of its own, so that none of them can fill up and hold the program.
        async let written: Void = onThread {
            try? standardInput.fileHandleForWriting.write(contentsOf: Data(input.utf8))
            try? standardInput.fileHandleForWriting.close()
        }
        async let text = onThread { Self.text(of: output, reached: nil) {} }
        async let complaints = onThread {
            Self.text(of: errors, reached: interrupting) { kill(id, SIGINT) }
        }
        let (outcome, messages, _) = await (text, complaints, written)
        await onThread { process.waitUntilExit() }
        return Outcome(output: outcome, errors: messages, status: process.terminationStatus)
    }

    /// Reads a pipe to its end; acts once when it holds a text.
    private static func text(
        of pipe: Pipe,
        reached mark: String?,
        act: () -> Void
    ) -> String {
        var bytes = Data()
        var waiting = mark.map { Data($0.utf8) }
        while true {
            let more = pipe.fileHandleForReading.availableData
            if more.isEmpty { return String(decoding: bytes, as: UTF8.self) }
            bytes += more
            if let text = waiting, bytes.range(of: text) != nil {
                waiting = nil
                act()
            }
        }
    }
}

/// The result of work that blocks, done on a thread of its own.
private func onThread<Value: Sendable>(
    _ work: @escaping @Sendable () -> Value
) async -> Value {
    await withCheckedContinuation { continuation in
        Thread { continuation.resume(returning: work()) }.start()
    }
}
