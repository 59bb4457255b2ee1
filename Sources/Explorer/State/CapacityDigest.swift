package import Capacity
import Estimation
import LambdaPlatform
package import Measurement
import Tuning

/// A month of traffic at the settings of one strategy, simulated.
package struct CapacityDigest: Sendable {
    /// The strategy that the figures are for.
    package let strategy: ThreadingStrategy

    /// The mean rate of requests, per second.
    package let rate: Double

    /// The settings in order of memory.
    package let forecasts: [SettingForecast]

    /// Why there are no figures; nil where there are.
    package let refusal: String?

    /// The requests simulated at each setting: enough for shares to a tenth of a percent or so, few
    /// enough to be done while somebody waits.
    private static let requestsPerSetting = 20_000.0

    /// The seconds of a month of 730 hours, as AWS's calculator counts them.
    private static let monthSeconds = 730.0 * 3_600

    /// Simulates a month at the measured settings and the choice.
    ///
    /// Requests arrive one by one at random (a Poisson process) at the rate that the month's
    /// invocations come to; clients do not try again.
    package init(
        of analysis: Analysis,
        strategy: ThreadingStrategy,
        digests: [SampleDigest],
        provisioned: Int
    ) {
        let rate = Double(analysis.conditions.monthlyInvocations) / Self.monthSeconds
        self.strategy = strategy
        self.rate = rate
        do {
            let tariff = analysis.conditions.tariff
            let question = ForecastQuestion(
                traffic: try .poisson(rate: rate),
                pricing: try Pricing(
                    region: tariff.prices.region,
                    architecture: tariff.architecture
                ),
                provisioned: try .constant(provisioned),
                ephemeralStorageMB: analysis.conditions.ephemeralStorageMB,
                requestsPerSetting: Self.requestsPerSetting
            )
            let own = digests.filter { $0.strategy == strategy && !$0.sortedMS.isEmpty }
            forecasts = try Self.settings(of: analysis, strategy: strategy, own).map {
                try SettingForecast(of: $0, under: question)
            }
            refusal = forecasts.isEmpty ? "There are no samples of \(strategy)." : nil
        } catch {
            forecasts = []
            refusal = "\(error)"
        }
    }

    /// The settings with their durations; one that was not measured takes the spread of the nearest.
    private static func settings(
        of analysis: Analysis,
        strategy: ThreadingStrategy,
        _ digests: [SampleDigest]
    ) throws -> [ForecastSetting] {
        let extra = [analysis.choice.memory] + (analysis.currentMemory.map { [$0] } ?? [])
        return try Set(digests.map(\.memory) + extra).sorted().compactMap { memory in
            let nearest = digests.min {
                abs($0.memory.megabytes - memory.megabytes)
                    < abs($1.memory.megabytes - memory.megabytes)
            }
            guard let nearest, let option = analysis.option(at: memory, strategy),
                let there = analysis.option(at: nearest.memory, strategy)
            else { return nil }
            // INIT hardly depends on memory, so another setting's is better than none.
            let initial = nearest.initMS.isEmpty ? digests.flatMap(\.initMS) : nearest.initMS
            let stretch = option.durationMS.value / there.durationMS.value
            let times = ServiceTimes(
                warm: try .observed(ms: nearest.sortedMS.map { $0 * stretch }),
                initial: initial.isEmpty ? .zero : try .observed(ms: initial)
            )
            return ForecastSetting(memory: memory, times: times, isProjected: option.isProjected)
        }
    }
}
