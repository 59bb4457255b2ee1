import ArgumentParser
import Foundation
import Measurement
import Reports
import Tuning

/// Writes the report of stored runs, or the runs themselves in a form for other programs.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write stored runs as a report or for other programs.",
        discussion: """
            Formats: markdown, html, csv, json and svg hold the curves and the recommendation;
            samples-json and samples-csv hold every invocation without loss; power-tuning and
            share-link are what aws-lambda-power-tuning and its page read; both and the samples
            hold one run. --traffic adds a month of traffic at each measured setting, under the
            options of 'forecast'.

            Examples:
              lambda-tuner report runs/prime-sieve --format html --out report.html
              lambda-tuner report runs/* --format markdown --monthly 10000000
              lambda-tuner report runs/* --format html --traffic diurnal:200:1.8:14 --p95 300
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

    @OptionGroup(title: "Traffic and limits") var load: LoadOptions
    @OptionGroup(title: "Prices of the traffic") var prices: PriceOptions

    @Flag(help: "Print progress as lines.")
    var plain = false

    func validate() throws {
        guard format.report != nil || runs.count == 1 else {
            throw ValidationError("--format \(format.rawValue) holds one run: give one.")
        }
    }

    func run() async throws {
        let measured = try runs.map { try RunFolder(url: URL(filePath: $0)).read() }
        let conditions = choosing.conditions(tariff: try platform.tariff())
        let text: String
        if let report = format.report {
            var findings: [Findings] = []
            for run in measured { findings.append(try await self.findings(of: run, conditions)) }
            text = try Report.text(findings, as: report)
        } else {
            text = try measured.map { try format.text($0, under: conditions) }.joined()
        }
        try write(text)
    }

    /// What is reported about a run, with its traffic where that was asked for.
    private func findings(of run: MeasuredRun, _ conditions: Conditions) async throws -> Findings {
        let tuned = try TunedRun(fitting: run)
        var findings = Findings(of: tuned, under: conditions)
        guard let traffic = load.traffic else { return findings }
        let inquiry = CapacityInquiry(
            traffic: traffic,
            load: load,
            prices: prices,
            region: platform.region,
            architecture: platform.architecture,
            p95MS: choosing.p95,
            strategy: findings.recommendation.choice.strategy,
            isPlain: plain
        )
        findings.capacity = try await inquiry.findings(for: tuned)
        return findings
    }

    private func write(_ text: String) throws {
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
