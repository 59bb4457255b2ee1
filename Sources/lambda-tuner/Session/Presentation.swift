import Explorer
import Foundation
import Measurement
import Reports
import Tuning

/// Shows what runs came to: as JSON, as text, or in the explorer.
struct Presentation {
    /// The explorer, and the text that stands for it where there is no terminal.
    let explorer: ExplorerPresentation

    /// How results are printed.
    let format: OutputFormat

    /// What the choice is made under.
    let conditions: Conditions

    /// Takes what the command line says about showing.
    init(output: OutputOptions, drawing: DrawingOptions, conditions: Conditions) {
        self.explorer = ExplorerPresentation(
            drawing: drawing,
            isPlain: output.plain || output.format == .json
        )
        self.format = output.format
        self.conditions = conditions
    }

    /// Fits a run and shows it; under `isStrict` a caution ends with ``ExitStatus/limitExceeded``.
    func show(_ run: MeasuredRun, in folder: RunFolder, isStrict: Bool) throws {
        let tuned = try TunedRun(fitting: run)
        try show([tuned], in: [folder])
        if isStrict { try refuseCautions(of: [tuned]) }
    }

    /// Shows runs, each with the folder it lies in, and keeps a report beside each.
    func show(_ runs: [TunedRun], in folders: [RunFolder]) throws {
        for (run, folder) in zip(runs, folders) { try keepReport(of: run, in: folder) }
        switch format {
        case .json:
            let findings = runs.map { Findings(of: $0, under: conditions) }
            try printResult(Report.text(findings, as: .json), terminator: "")
        case .text:
            try explorer.show(runs, in: folders, under: conditions)
            folders.forEach { printError("Run: \($0.url.path)") }
        }
    }

    /// Writes the reports beside the samples; those that are there already are replaced.
    func keepReport(of run: TunedRun, in folder: RunFolder) throws {
        for (name, text) in [
            ("report.md", Report.markdown(of: run, under: conditions)),
            ("report.html", Report.html(of: run, under: conditions)),
        ] {
            try Data(text.utf8).write(to: folder.url.appending(path: name), options: .atomic)
        }
    }

    /// Ends with the code for doubtful answers when an answer carries a caution.
    ///
    /// - Throws: ``ExitStatus/limitExceeded``.
    func refuseCautions(of runs: [TunedRun]) throws {
        for run in runs {
            let cautions = run.cautions + run.recommendation(under: conditions).cautions
            if let caution = cautions.first {
                printError("Caution: \(caution.message)")
                throw ExitStatus.limitExceeded
            }
        }
    }
}
