import Foundation
import Measurement

/// A program that prints credentials, started without a shell.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Process credential provider".
struct CredentialProcess: Sendable {
    /// The profile that names it.
    let profile: String

    /// The command line, split like a shell would but never given to one.
    let command: String

    /// Runs the program and reads what it prints; its errors go to ours.
    func credentials() async throws(CredentialFailure) -> AWSCredentials {
        let words = Self.words(of: command)
        guard let program = words.first, let url = Self.executable(named: program) else {
            throw .processFailed(
                profile: profile.printableLine(),
                reason: "there is no such program"
            )
        }
        let (status, output) = await Self.run(url, Array(words.dropFirst()))
        guard status == 0 else {
            throw .processFailed(
                profile: profile.printableLine(),
                reason: status.map { "it ended with status \($0)" } ?? "it could not be started"
            )
        }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: output),
            answer.version == 1,
            let keys = try? JSONDecoder().decode(TemporaryKeys.self, from: output)
        else {
            throw .processFailed(
                profile: profile.printableLine(),
                reason: "it did not print version 1 of the document"
            )
        }
        return keys.credentials(origin: "the credential_process of \(profile.printableLine())")
    }

    /// Splits a command line at spaces outside quotes; a backslash takes the next character as it is.
    static func words(of command: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in command {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if quote == nil, character.isWhitespace {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + (word.map { [$0] } ?? [])
    }

    private static func executable(named program: String) -> URL? {
        if program.contains("/") {
            return URL(filePath: NSString(string: program).expandingTildeInPath)
        }
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
            .split(separator: ":")
        let paths = folders.map { "\($0)/\(program)" }
        return paths.first { FileManager.default.isExecutableFile(atPath: $0) }
            .map { URL(filePath: $0) }
    }

    /// Waits on a thread of its own, because reading the pipe blocks.
    private static func run(_ program: URL, _ arguments: [String]) async -> (Int32?, Data) {
        await withCheckedContinuation { continuation in
            Thread {
                let process = Process()
                let pipe = Pipe()
                process.executableURL = program
                process.arguments = arguments
                process.standardOutput = pipe
                do {
                    try process.run()
                } catch {
                    return continuation.resume(returning: (nil, Data()))
                }
                let output = pipe.fileHandleForReading.readDataToEndOfFile()
                process.waitUntilExit()
                continuation.resume(returning: (process.terminationStatus, output))
            }.start()
        }
    }

    private struct Answer: Decodable {
        let version: Int

        private enum CodingKeys: String, CodingKey { case version = "Version" }
    }
}
