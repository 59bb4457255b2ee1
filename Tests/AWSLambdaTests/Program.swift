import Foundation
import TestSupport

/// The program under test as a file.
enum Program {
    /// The program, where it was built.
    static let file = BuiltProgram("lambda-tuner").map { URL(filePath: $0.path) }

    static var isBuilt: Bool { file != nil }

    /// A started program.
    final class Running: Sendable {
        let process: Process
        private let pipe: Pipe

        init(_ arguments: [String], _ environment: [String: String]) throws {
            process = Process()
            pipe = Pipe()
            process.executableURL = Program.file
            process.arguments = arguments
            process.environment = environment
            process.standardOutput = pipe
            process.standardError = pipe
            try process.run()
        }

        /// Everything it wrote until it ended, read on a thread of its own.
        func output() async -> String {
            await withCheckedContinuation { continuation in
                Thread { [self] in
                    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
                    process.waitUntilExit()
                    continuation.resume(returning: String(decoding: bytes, as: UTF8.self))
                }.start()
            }
        }
    }

    static func start(
        _ arguments: [String],
        endpoint: String,
        home: TemporaryFolder
    ) throws -> Running {
        try Running(
            arguments + (arguments.contains("restore") ? [] : ["--endpoint-url", endpoint]),
            [
                "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
                "HOME": home.path, "XDG_STATE_HOME": home.path + "/state",
                "AWS_REGION": "eu-central-1", "AWS_ACCESS_KEY_ID": Harness.accessKey,
                "AWS_SECRET_ACCESS_KEY": Harness.secret, "AWS_EC2_METADATA_DISABLED": "true",
            ]
        )
    }
}
