import ArgumentParser
import Capacity
import Explorer
import Foundation
import LambdaPlatform
import Measurement
import Reports
import Tuning

/// What a command line asks about the traffic of a run's function.
struct CapacityInquiry {
    /// How requests arrive, as it was written.
    let traffic: String

    /// How the function is set up.
    let load: LoadOptions

    /// What the account pays.
    let prices: PriceOptions

    /// The Region whose prices apply.
    let region: String

    /// The architecture; the run's where none is given.
    var architecture: Architecture?

    /// The most that 95 % of answers may take, in ms, where limited.
    var p95MS: Double?

    /// The settings to look at; the measured ones where none are given.
    var settings: [MemorySetting]?

    /// The threading strategy; the recommended one where none is given.
    var strategy: ThreadingStrategy?

    /// Whether progress must not redraw its line.
    let isPlain: Bool
}

extension CapacityInquiry {
    /// Fits a run and simulates the month at each setting.
    ///
    /// - Throws: ``TuningFailure``, and what simulating throws.
    func findings(for run: MeasuredRun) async throws -> CapacityFindings {
        try await findings(for: TunedRun(fitting: run))
    }

    /// Simulates the month at each setting, telling progress on standard error.
    ///
    /// - Throws: `ValidationError` for values that cannot be, ``UnmeasuredStrategy`` or
    ///   ``Bill/Refusal``.
    func findings(for tuned: TunedRun) async throws -> CapacityFindings {
        let record = tuned.run.record
        let question = try usage { try asked(architecture ?? record.architecture) }
        let source = try RunServiceTimes(
            tuned: tuned,
            strategy: strategy,
            tariff: question.pricing.tariff,
            initialMS: load.initialMS
        )
        let settings = try (self.settings ?? source.measuredSettings).map {
            try source.setting(at: $0)
        }
        try usage { for setting in settings { _ = try question.scenario(with: setting.times) } }
        let progress = ForecastProgress(settings: settings.count, isPlain: isPlain)
        defer { progress.end() }
        let forecast = try await Forecast(
            of: settings,
            under: question,
            limits: ForecastLimits(p95MS: p95MS, throttledShare: load.throttledShare),
            width: ProcessInfo.processInfo.activeProcessorCount
        ) { memory, share in
            progress.show(memory, share)
        }
        return CapacityFindings(
            forecast: forecast,
            question: question,
            function: record.function.name,
            strategy: source.strategy.description
        )
    }

    /// What is asked, from the options.
    private func asked(_ architecture: Architecture) throws -> ForecastQuestion {
        var question = ForecastQuestion(
            traffic: try TrafficArgument(text: traffic).traffic(),
            pricing: try prices.pricing(in: region, architecture)
        )
        try load.apply(to: &question)
        try prices.apply(to: &question)
        return question
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
}
