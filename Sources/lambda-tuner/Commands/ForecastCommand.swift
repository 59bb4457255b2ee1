import ArgumentParser
import Capacity
import Explorer
import Foundation
import LambdaPlatform
import Measurement

/// Forecasts a month of traffic at each memory setting of a run.
struct ForecastCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast",
        abstract:
            "Traffic to concurrency, cold starts, throttles and the monthly bill per setting.",
        discussion: """
            RUN is a folder that tune or import wrote. TRAFFIC is one of
              RATE                              requests/s at random (Poisson)
              constant:RATE                     requests/s, evenly spaced
              diurnal:MEAN:PEAK:HOUR            a daily swing: peak as a multiple of the mean, its hour
              bursts:BASE:PEAK:SECONDS:EVERY    a higher rate for SECONDS in every EVERY seconds
              FILE                              recorded, lines of 'second,requests'

            Examples:
              lambda-tuner forecast RUN --traffic 1000
              lambda-tuner forecast RUN --traffic diurnal:200:1.8:14 --p95 300 --throttle-rate 0.001
              lambda-tuner forecast RUN --traffic week.csv --async --reserved 50 --format json
            """
    )

    @Argument(help: "The run's folder.")
    var run: String

    @OptionGroup(title: "Traffic and limits") var load: LoadOptions
    @OptionGroup(title: "Prices") var prices: PriceOptions

    @Option(help: "Memory settings, such as 128,512,1792; the measured ones by default.")
    var memory: String?

    @Option(
        help: "The threading strategy; the recommended one by default.",
        transform: ThreadingStrategy.init(rawValue:)
    )
    var strategy: ThreadingStrategy?

    @Option(name: .customLong("init-ms"), help: "INIT in ms, where the run has no cold starts.")
    var initialMS: Double?

    @Option(help: "The most that 95 % of answers may take, in ms, cold starts included.")
    var p95: Double?

    @Option(name: .customLong("throttle-rate"), help: "The most that may be throttled, 0 to 1.")
    var throttledShare: Double?

    @Flag(help: "Exit with 3 when no setting meets the limits or a caution is carried.")
    var strict = false

    @OptionGroup var output: OutputOptions

    func validate() throws {
        guard p95.map({ $0 > 0 && $0.isFinite }) ?? true else {
            throw ValidationError("--p95 is a duration in ms above 0.")
        }
        guard throttledShare.map({ (0...1).contains($0) }) ?? true else {
            throw ValidationError("--throttle-rate is a share from 0 to 1.")
        }
        guard initialMS.map({ $0 >= 0 && $0.isFinite }) ?? true else {
            throw ValidationError("--init-ms is a duration in ms from 0.")
        }
    }

    func run() async throws {
        let run = try RunFolder(url: URL(filePath: self.run)).read()
        let pricing = try usage { try prices.pricing(default: run.record.architecture) }
        let question = try usage { try asked(pricing) }
        let source = try RunServiceTimes(
            fitting: run,
            strategy: strategy,
            tariff: pricing.tariff,
            initialMS: initialMS
        )
        let sizes = try memory.map { try MemoryList(text: $0).settings } ?? source.measuredSettings
        let settings = try sizes.map { try source.setting(at: $0) }
        try usage { for setting in settings { _ = try question.scenario(with: setting.times) } }
        let progress = ForecastProgress(settings: settings.count, isPlain: output.plain)
        let forecast = try await Forecast(
            of: settings,
            under: question,
            limits: ForecastLimits(p95MS: p95, throttledShare: throttledShare),
            width: ProcessInfo.processInfo.activeProcessorCount
        ) { memory, share in
            progress.show(memory, share)
        }
        progress.end()
        let answer = ForecastAnswer(
            forecast: forecast,
            question: question,
            function: run.record.function.name,
            strategy: source.strategy.description,
            isProjected: settings.contains(where: \.isProjected)
        )
        print(output.format == .json ? try answer.json() : answer.text, terminator: "")
        try checkStrictly(answer)
    }

    /// Turns a value that cannot be, given on the command line, into a usage error.
    private func usage<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error
            where error is Traffic.Refusal || error is Scenario.Refusal
            || error is BillTerms.Refusal || error is PriceList.Refusal
        {
            throw ValidationError(String(describing: error))
        }
    }

    /// What is asked, from the options.
    private func asked(_ pricing: Pricing) throws -> ForecastQuestion {
        var question = ForecastQuestion(traffic: try load.arrivals(), pricing: pricing)
        try load.apply(to: &question)
        try prices.apply(to: &question)
        return question
    }

    private func checkStrictly(_ answer: ForecastAnswer) throws {
        guard strict, answer.forecast.choice == nil || !answer.cautions.isEmpty else { return }
        throw ExitStatus.limitExceeded
    }
}
