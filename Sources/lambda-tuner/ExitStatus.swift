import ArgumentParser
import Foundation
import TerminalKit

/// The exit codes that the program promises.
enum ExitStatus: Int32, Error {
    /// Everything asked for was done.
    case done = 0

    /// It could not be done.
    case failed = 1

    /// The command line made no sense.
    case usage = 2

    /// A check's limit was exceeded, or the answer carries a caution under `--strict`.
    case limitExceeded = 3

    /// The user stopped it.
    case interrupted = 130
}

extension ExitStatus {
    /// Tells the user about an error and returns the exit code for it.
    static func report(_ error: any Error) -> Int32 {
        if let status = error as? ExitStatus { return status.rawValue }
        if error is CancellationError { return interrupted.rawValue }
        if let interrupted = error as? Interrupted {
            printError(interrupted.description)
            return Self.interrupted.rawValue
        }
        // Help, version and completion scripts arrive as errors with the code of success.
        let parserCode = LambdaTuner.exitCode(for: error)
        if parserCode == .success {
            return deliver(LambdaTuner.fullMessage(for: error))
        }
        if parserCode == .validationFailure {
            printError(LambdaTuner.fullMessage(for: error))
            return usage.rawValue
        }
        // Paths and names in it come from outside and may not act on the terminal.
        let lines = sentence(for: error).split(separator: "\n", omittingEmptySubsequences: false)
        printError("lambda-tuner: " + lines.map { SafeText.line($0) }.joined(separator: "\n"))
        return (error is UnknownVerb ? usage : failed).rawValue
    }

    /// Prints what was asked for in place of a command: help, the version, a completion script.
    private static func deliver(_ message: String) -> Int32 {
        do throws(OutputFailure) {
            try printResult(message)
            return done.rawValue
        } catch {
            printError("lambda-tuner: \(error.description)")
            return failed.rawValue
        }
    }

    /// What happened, as a sentence for a person.
    static func sentence(for error: any Error) -> String {
        // Foundation's own errors describe themselves for people only this way; ours do it directly.
        error is CocoaError ? error.localizedDescription : String(describing: error)
    }
}
