import Foundation
import LambdaPlatform
import Measurement
import Reports
import Tuning

/// Shows what a run came to: as JSON, as text, or in the explorer.
struct Presentation {
    /// How results are printed.
    let output: OutputOptions

    /// What the choice is made under.
    let conditions: Conditions

    /// Whether a caution is a failure.
    let isStrict: Bool

    /// Shows runs; each is given with the folder it lies in.
    ///
    /// - Throws: ``ExitStatus/limitExceeded`` under `--strict` when an answer carries a caution or no
    ///   setting meets the limits.
    func show(_ runs: [(run: MeasuredRun, folder: RunFolder)]) throws {
        let tuned = try runs.map { try TunedRun(fitting: $0.run) }
        for (run, folder) in zip(tuned, runs.map(\.folder)) { try keepReport(of: run, in: folder) }
        switch output.format {
        case .json:
            print(
                try Report.text(
                    tuned.map { Findings(of: $0, under: conditions) },
                    as: .json
                ),
                terminator: ""
            )
        case .text:
            for run in tuned {
                print(Report.markdown(of: run, under: conditions), terminator: "")
            }
        }
        if output.format == .text { runs.forEach { printError("Run: \($0.folder.url.path)") } }
        try checkStrictly(tuned)
    }

    /// Writes the report beside the samples; one that is there already is replaced.
    private func keepReport(of run: TunedRun, in folder: RunFolder) throws {
        let text = Report.markdown(of: run, under: conditions)
        try Data(text.utf8).write(to: folder.url.appending(path: "report.md"), options: .atomic)
    }

    private func checkStrictly(_ runs: [TunedRun]) throws {
        guard isStrict else { return }
        for run in runs {
            let answer = run.recommendation(under: conditions)
            let cautions = run.cautions + answer.cautions
            if let caution = cautions.first {
                printError("Caution: \(caution.message)")
                throw ExitStatus.limitExceeded
            }
        }
    }
}
