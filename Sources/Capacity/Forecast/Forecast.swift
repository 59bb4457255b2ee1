import Estimation
package import LambdaPlatform

/// A month at each of several memory settings, and the cheapest that meets the limits.
package struct Forecast: Sendable {
    /// The forecasts in order of memory.
    package let settings: [SettingForecast]

    /// The limits that the choice must meet.
    package let limits: ForecastLimits

    /// The position of the cheapest setting that meets the limits; nil when none does.
    package let choice: Int?

    /// Takes forecasts and chooses.
    package init(settings: [SettingForecast], limits: ForecastLimits = ForecastLimits()) {
        let ordered = settings.sorted { $0.setting.memory < $1.setting.memory }
        self.settings = ordered
        self.limits = limits
        self.choice = ordered.indices
            .filter { limits.areMet(by: ordered[$0]) }
            .min { ordered[$0].bill.total < ordered[$1].bill.total }
    }

    /// Simulates settings side by side, as many at once as there are processors.
    ///
    /// - Parameters:
    ///   - settings: The memory settings and their durations.
    ///   - question: What is asked.
    ///   - limits: The limits that the choice must meet.
    ///   - width: How many settings to simulate at once.
    ///   - progress: Called from any thread with a setting and the share of it that is done.
    /// - Throws: ``Scenario/Refusal``, ``Bill/Refusal`` or `CancellationError`.
    @concurrent
    package init(
        of settings: [ForecastSetting],
        under question: ForecastQuestion,
        limits: ForecastLimits = ForecastLimits(),
        width: Int,
        progress: @escaping @Sendable (MemorySetting, Double) -> Void = { _, _ in }
    ) async throws {
        let forecasts = try await withThrowingTaskGroup(of: SettingForecast.self) { group in
            var waiting = settings[...]
            var done: [SettingForecast] = []
            func addNext() {
                guard let setting = waiting.popFirst() else { return }
                group.addTask {
                    try Task.checkCancellation()
                    return try SettingForecast(of: setting, under: question) { share in
                        progress(setting.memory, share)
                    }
                }
            }
            for _ in 0..<max(1, width) { addNext() }
            while let forecast = try await group.next() {
                done.append(forecast)
                addNext()
            }
            return done
        }
        self.init(settings: forecasts, limits: limits)
    }
}

/// What a choice must meet.
package struct ForecastLimits: Hashable, Sendable {
    /// The 95th percentile of the latency, in ms, where limited.
    package var p95MS: Double?

    /// The share of attempts that may be throttled, 0…1, where limited.
    package var throttledShare: Double?

    package init(p95MS: Double? = nil, throttledShare: Double? = nil) {
        self.p95MS = p95MS
        self.throttledShare = throttledShare
    }

    /// Whether a setting meets the limits; one that answered nothing does not.
    package func areMet(by forecast: SettingForecast) -> Bool {
        guard let p95 = forecast.p95MS else { return false }
        return p95.value <= p95MS ?? .infinity
            && forecast.throttledShare.value <= throttledShare ?? 1
    }
}
