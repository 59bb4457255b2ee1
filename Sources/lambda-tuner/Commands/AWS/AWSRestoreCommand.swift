import AWSLambda
import ArgumentParser
import Foundation

/// Puts functions back as they were before a run that did not end.
struct AWSRestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put functions back as they were before an unfinished run.",
        discussion: """
            Reads the journals that 'aws tune' and 'aws rollout' write ahead of every change. It \
            can be run again whenever it was cut short, and leaves alone what others changed \
            meanwhile.

            Examples:
              lambda-tuner aws restore --list
              lambda-tuner aws restore resize
            """
    )

    @Argument(help: "Functions by name or ARN; every unfinished one unless given.")
    var functions: [String] = []

    @OptionGroup var aws: AWSOptions

    @Flag(help: "List what is unfinished and change nothing.")
    var list = false

    func run() async throws {
        let names = try functions.map { try FunctionName(text: $0) }
        var found = 0
        var failed = 0
        for path in JournalFolder.standard.unfinished() {
            do {
                if try await restore(journalAt: path, ifMeantBy: names) { found += 1 }
            } catch is CancellationError {
                throw CancellationError()
            } catch {
                // One function that cannot be put back must not keep the others from it.
                printError("lambda-tuner: \(path): \(ExitStatus.sentence(for: error))")
                failed += 1
            }
        }
        if failed > 0 { throw ExitStatus.failed }
        if found == 0 { try printResult("There is nothing to restore.") }
    }

    /// Restores what one journal tells.
    ///
    /// - Returns: Whether the journal is one of those that were meant.
    private func restore(
        journalAt path: String,
        ifMeantBy names: [FunctionName]
    ) async throws -> Bool {
        let journal = try FileJournal.reopen(at: path)
        defer { journal.close() }
        let lines = try journal.recorded()
        guard case .opened(let opening)? = lines.first else {
            // Cut off before its first line was complete: nothing had been changed.
            try journal.finish()
            return false
        }
        guard isMeant(opening, by: names) else { return false }
        if list {
            try printResult("\(opening.functionArn)  \(lines.count - 1) changes announced  \(path)")
        } else {
            try await restore(opening, lines, journal)
        }
        return true
    }

    private func isMeant(_ opening: Opening, by names: [FunctionName]) -> Bool {
        guard !names.isEmpty else { return true }
        guard let own = try? FunctionName(text: opening.functionArn) else { return false }
        return names.contains { name in
            name.name == own.name && (name.region ?? own.region) == own.region
                && (name.account ?? own.account) == own.account
        }
    }

    private func restore(
        _ opening: Opening,
        _ lines: [JournalLine],
        _ journal: FileJournal
    ) async throws {
        var options = aws
        options.region = options.region ?? opening.region
        options.endpointURL = options.endpointURL ?? opening.endpoint
        let connection = try options.connection(to: opening.functionArn)
        printError("Restoring \(opening.functionArn)")
        let restorer = Restorer(lines: lines, api: connection.api, surroundings: Surroundings())
        let left = try await restorer?.restore { printError("  \($0)") } ?? []
        try journal.finish()
        left.forEach { printError("  \($0)") }
        try printResult(
            "\(opening.functionArn) is as it was before run \(opening.run.rawValue)"
                + (left.isEmpty ? "." : ", but for what others changed.")
        )
    }
}
