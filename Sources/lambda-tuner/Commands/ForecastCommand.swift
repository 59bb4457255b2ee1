import ArgumentParser
import Capacity
import Foundation
import LambdaPlatform
import Measurement
import Reports

/// Forecasts a month of traffic at each memory setting of a run.
struct ForecastCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract:
            "Traffic to concurrency, cold starts, throttles and the monthly bill per setting.",
        discussion: """
            RUN is a folder that tune or import wrote. TRAFFIC is one of
              RATE                            requests/s at random (Poisson)
              constant:RATE                   requests/s, evenly spaced
              diurnal:MEAN:PEAK:HOUR          a daily swing: peak in multiples of the mean
              bursts:BASE:PEAK:SECONDS:EVERY  PEAK for SECONDS in every EVERY seconds
              FILE                            recorded, lines of 'second,requests'

            Examples:
              lambda-tuner forecast RUN --traffic 1000
              lambda-tuner forecast RUN --traffic diurnal:200:1.8:14 --p95 300
              lambda-tuner forecast RUN --traffic week.csv --async --reserved 50
              lambda-tuner forecast RUN --traffic 50 --format html > forecast.html
            """
    )

    @Argument(help: "The run's folder.")
    var run: String

    @OptionGroup(title: "Traffic and limits") var load: LoadOptions
    @OptionGroup(title: "Prices") var prices: PriceOptions

    @Option(help: "The Region whose prices apply.")
    var region = "us-east-1"

    @Option(
        name: .customLong("arch"),
        help: "The architecture: x86_64 or arm64; the run's by default."
    )
    var architecture: Architecture?

    @Option(help: "Memory settings, such as 128,512,1792; the measured ones by default.")
    var memory: String?

    @Option(
        help: "The threading strategy; the recommended one by default.",
        transform: ThreadingStrategy.init(rawValue:)
    )
    var strategy: ThreadingStrategy?

    @Option(help: "The most that 95 % of answers may take, in ms, cold starts included.")
    var p95: Double?

    @Flag(help: "Exit with 3 when no setting meets the limits or a caution is carried.")
    var strict = false

    @Option(help: "How to print the forecast: text, json, markdown or html.")
    var format = ForecastFormat.text

    @Flag(help: "Print text and redraw no line.")
    var plain = false

    func validate() throws {
        guard load.traffic != nil else {
            throw ValidationError("Give --traffic: a rate, a pattern or a file.")
        }
        guard p95.map({ $0 > 0 && $0.isFinite }) ?? true else {
            throw ValidationError("--p95 is a duration in ms above 0.")
        }
    }

    func run() async throws {
        let run = try RunFolder(url: URL(filePath: self.run)).read()
        let inquiry = CapacityInquiry(
            traffic: load.traffic ?? "",
            load: load,
            prices: prices,
            region: region,
            architecture: architecture,
            p95MS: p95,
            settings: try memory.map { try MemoryList(text: $0).settings },
            strategy: strategy,
            isPlain: plain
        )
        let answer = try await inquiry.findings(for: run)
        try printResult(format.text(answer), terminator: "")
        guard strict, answer.chosen == nil || !answer.cautions.isEmpty else { return }
        throw ExitStatus.limitExceeded
    }
}

/// How a forecast is printed.
enum ForecastFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown, html

    /// Writes a forecast.
    func text(_ answer: CapacityFindings) throws -> String {
        let report: Report.Format? =
            switch self {
            case .text: nil
            case .json: .json
            case .markdown: .markdown
            case .html: .html
            }
        return try report.flatMap { try Report.text(of: answer, as: $0) }
            ?? Report.plainText(of: answer)
    }
}
