import Estimation
import Explorer
import Foundation
import LambdaPlatform
import Measurement
import Reports
import TerminalKit
import Tuning

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Shows tuned runs to a person: on the screen where there is one, else as text.
struct ExplorerPresentation {
    /// How the explorer is drawn.
    let drawing: DrawingOptions

    /// Whether text was asked for.
    let isPlain: Bool

    private static let environment = ProcessInfo.processInfo.environment

    /// Whether the explorer can be opened: input and output are a terminal that can be drawn on.
    var isInteractive: Bool {
        let isTerminal = isatty(0) == 1 && isatty(1) == 1
        return !isPlain
            && ExplorerOptions.canDraw(environment: Self.environment, isTerminal: isTerminal)
    }

    /// How the explorer is opened; a choice that is saved goes into its run's folder, beside a report
    /// made under the same conditions.
    func options(in folders: [RunFolder]) -> ExplorerOptions {
        ExplorerOptions(
            environment: Self.environment,
            color: drawing.color,
            marks: drawing.charts,
            usesMouse: !drawing.noMouse,
            save: { choice in
                let folder = folders[choice.runIndex]
                let run = try TunedRun(fitting: folder.read())
                    .supposing(choice.conditions.platform)
                let report = Report.markdown(of: run, under: choice.conditions)
                try Data(report.utf8)
                    .write(to: folder.url.appending(path: "report.md"), options: .atomic)
                return try SavedChoice(choice).write(to: folder)
            }
        )
    }

    /// Shows runs and returns when the person is done.
    ///
    /// - Throws: ``ExitStatus/interrupted`` when a signal ended the explorer.
    func show(_ runs: [TunedRun], in folders: [RunFolder], under conditions: Conditions) throws {
        guard isInteractive else {
            let columns = Self.environment["COLUMNS"].flatMap { Int($0) } ?? 0
            // A shell that does not know the width says 0.
            let width = columns > 0 ? columns : 80
            let texts = runs.map { plainText(of: $0, under: conditions, width: width) }
            try printResult(texts.joined(separator: "\n"), terminator: "")
            return
        }
        let outcome = try explore(runs, under: conditions, options: options(in: folders))
        try summarise(outcome, runs: runs)
    }

    /// Leaves what was chosen on the ordinary screen, where it outlives the explorer's.
    func summarise(_ outcome: ExplorerOutcome, runs: [TunedRun]) throws {
        if let saved = outcome.saved, runs.indices.contains(saved.runIndex) {
            let name = SafeText.line(runs[saved.runIndex].run.record.function.name)
            try printResult("\(name): saved \(saved.option.memory), \(saved.option.strategy).")
        } else if let option = outcome.option {
            let last = "\(option.memory), \(option.strategy)"
            try printResult("Looked at \(last) last; nothing was saved.")
        }
        if outcome.signal != nil { throw ExitStatus.interrupted }
    }
}

/// A choice as it is kept beside a run: `choice.json`.
struct SavedChoice: Codable {
    /// The version of the layout.
    var schemaVersion = 1
    let memoryMB: MemorySetting
    let strategy: ThreadingStrategy
    let durationMS: Double
    let p95MS: Double
    let costPerMillion: Double
    let currency: Currency
    let projected: Bool
    let region: String
    let architecture: Architecture
    let monthlyInvocations: Int

    init(_ choice: ExplorerChoice) {
        memoryMB = choice.option.memory
        strategy = choice.option.strategy
        durationMS = choice.option.durationMS.value
        p95MS = choice.option.p95MS.value
        costPerMillion = choice.option.costPerMillion.value
        currency = choice.conditions.tariff.prices.currency
        projected = choice.option.isProjected
        region = choice.conditions.tariff.prices.region
        architecture = choice.conditions.tariff.architecture
        monthlyInvocations = choice.conditions.monthlyInvocations
    }

    /// Writes the choice into a run's folder; returns a sentence that says where.
    func write(to folder: RunFolder) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let file = folder.url.appending(path: "choice.json")
        try encoder.encode(self).write(to: file, options: .atomic)
        return "Saved \(memoryMB), \(strategy) and the report to \(folder.url.path)."
    }
}
