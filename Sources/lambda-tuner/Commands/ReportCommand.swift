import ArgumentParser
import Foundation
import Measurement

/// Writes the report of stored runs, or the runs themselves in a form for other programs.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write stored runs as a report or for other programs.",
        discussion: """
            Formats: markdown, html, csv, json and svg hold the curves and the recommendation;
            samples-json and samples-csv hold every invocation without loss; power-tuning and
            share-link are what aws-lambda-power-tuning and its page read.

            Examples:
              lambda-tuner report runs/prime-sieve --format html --out report.html
              lambda-tuner report runs/* --format markdown --monthly 10000000
            """
    )

    @Argument(help: "Folders of runs, as tune and import write them.")
    var runs: [String]

    @Option(help: "How to write it; see above.")
    var format = ReportFormat.markdown

    @Option(help: "File to write to; standard output unless given.")
    var out: String?

    @OptionGroup var choosing: ChoosingOptions
    @OptionGroup var platform: PlatformOptions

    func run() throws {
        let measured = try runs.map { try RunFolder(url: URL(filePath: $0)).read() }
        let text = try format.text(measured, under: choosing.conditions(tariff: platform.tariff()))
        guard let out else {
            FileHandle.standardOutput.write(Data(text.utf8))
            return
        }
        do {
            try Data(text.utf8).write(to: URL(filePath: out), options: .atomic)
        } catch {
            throw RunFolder.Failure.cannotWrite(path: out, reason: error.localizedDescription)
        }
    }
}
