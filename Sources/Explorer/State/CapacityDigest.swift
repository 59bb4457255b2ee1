package import Capacity
package import LambdaPlatform
package import Measurement
package import Tuning

/// What the page of capacity asks: everything that a month of traffic depends on.
package struct CapacityQuestion: Hashable, Sendable {
    /// The number of the run.
    package let runIndex: Int

    /// The strategy.
    package let strategy: ThreadingStrategy

    /// The settings, ascending: the measured ones, the choice and today's.
    package let settings: [MemorySetting]

    /// The prices.
    package let tariff: Tariff

    /// The requests of a month.
    package let monthlyInvocations: Int

    /// The configured /tmp, in MB.
    package let ephemeralStorageMB: Int

    /// The environments kept provisioned.
    package let provisioned: Int

    /// The platform model that is supposed, where it differs from the run's.
    package let platform: PlatformModel?

    /// Asks about the strategy of an analysis.
    init(about analysis: Analysis, strategy: ThreadingStrategy, runIndex: Int) {
        let measured = analysis.run.curve(for: strategy)?.measured.map(\.memory) ?? []
        let extra = [analysis.choice.memory, analysis.currentMemory].compactMap(\.self)
        self.runIndex = runIndex
        self.strategy = strategy
        self.settings = Set(measured + extra).sorted()
        self.tariff = analysis.conditions.tariff
        self.monthlyInvocations = analysis.conditions.monthlyInvocations
        self.ephemeralStorageMB = analysis.conditions.ephemeralStorageMB
        self.provisioned = analysis.conditions.provisionedConcurrency
        self.platform = analysis.conditions.platform
    }

    /// The mean rate of requests, per second.
    package var rate: Double { Double(monthlyInvocations) / Self.monthSeconds }

    /// The seconds of a month of 730 hours, as AWS's calculator counts them.
    private static let monthSeconds = 730.0 * 3_600

    /// The requests simulated at each setting: enough for shares to a tenth of a percent or so, few
    /// enough to be done while somebody waits.
    private static let requestsPerSetting = 20_000.0

    fileprivate func forecastQuestion() throws -> ForecastQuestion {
        ForecastQuestion(
            traffic: try .poisson(rate: rate),
            pricing: try Pricing(
                region: tariff.prices.region,
                architecture: tariff.architecture
            ),
            provisioned: try .constant(provisioned),
            ephemeralStorageMB: ephemeralStorageMB,
            requestsPerSetting: Self.requestsPerSetting
        )
    }
}

/// A month of traffic at the settings of one strategy, simulated.
package struct CapacityDigest: Sendable {
    /// What was asked.
    package let question: CapacityQuestion

    /// The settings in order of memory.
    package let forecasts: [SettingForecast]

    /// Why there are no figures; nil where there are.
    package let refusal: String?

    /// Simulates a month at every setting of the question.
    ///
    /// Requests arrive one by one at random (a Poisson process) at the rate that the month's
    /// invocations come to; clients do not try again.
    ///
    /// - Cost: some milliseconds a setting.
    package init(answering question: CapacityQuestion, from run: TunedRun) {
        self.question = question
        do {
            let asked = try question.forecastQuestion()
            let run = run.supposing(question.platform)
            let times = run.curve(for: question.strategy).map {
                RunServiceTimes(curve: $0, of: run.run)
            }
            forecasts = try question.settings.compactMap { memory in
                try times.map { try SettingForecast(of: $0.setting(at: memory), under: asked) }
            }
            refusal = forecasts.isEmpty ? "There are no samples of \(question.strategy)." : nil
        } catch {
            forecasts = []
            refusal = "\(error)"
        }
    }
}
