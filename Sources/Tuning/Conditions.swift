package import LambdaPlatform
package import Measurement

/// What a choice is made under: prices, aim, limits, traffic. Changing it never needs new samples.
package struct Conditions: Hashable, Sendable {
    package var tariff: Tariff
    package var objective: Objective
    /// The latency limit, where there is one.
    package var latencyLimit: LatencyLimit?
    /// The most that a million invocations may cost, in currency units, where limited.
    package var costLimitPerMillion: Double?
    /// Invocations per month, for the monthly figures.
    package var monthlyInvocations: Int
    /// Share of invocations that are cold starts, 0…1 (adds INIT to the bill and to the tail).
    package var coldStartShare: Double
    /// Configured /tmp in MB (512 free).
    package var ephemeralStorageMB: Int
    /// Settings that may be chosen; nil means every setting 128…10,240 that can be told about.
    package var candidates: [MemorySetting]?
    /// Strategies that may be chosen; nil means all measured.
    package var strategies: [ThreadingStrategy]?
    /// Platform model used to project, where it differs from the run's.
    package var platform: PlatformModel?
    /// The memory setting in use today, to compare with.
    package var currentMemory: MemorySetting?
}

package struct LatencyLimit: Hashable, Sendable {
    /// 0.5, 0.95, 0.99 …
    package var quantile: Double
    package var milliseconds: Double
}

/// What to aim for.
package enum Objective: Hashable, Sendable {
    /// The fastest of the settings whose cost cannot be told apart from the cheapest (the default).
    case recommended
    case cheapest
    case fastest
    /// `weight × cost ÷ highest cost + (1 − weight) × duration ÷ longest duration`, as aws-lambda-power-tuning.
    case balanced(weight: Double)
}
