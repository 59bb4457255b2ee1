import ArgumentParser

/// Writes the report of stored runs, or the runs themselves in a form for other programs.
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Write stored runs as a report or for other programs.",
        discussion: """
            Formats: markdown, html, csv, json and svg hold the curves and the recommendation; \
            samples-json and samples-csv hold every invocation without loss; power-tuning and \
            share-link are what aws-lambda-power-tuning and its page read; both and the samples \
            hold one run. --traffic adds a month of traffic at each measured setting, under the \
            options of 'forecast'.

            Examples:
              lambda-tuner report runs/prime-sieve --format html --out report.html
              lambda-tuner report runs/* --format markdown --monthly 10000000
              lambda-tuner report runs/* --traffic diurnal:200:1.8:14 --p95 300
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
}
