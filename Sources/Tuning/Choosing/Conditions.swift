package import LambdaPlatform
package import Measurement

/// What a choice is made under: prices, aim, limits, traffic.
///
/// Changing it never needs new samples.
package struct Conditions: Hashable, Sendable {
    /// The prices that apply.
    package var tariff: Tariff

    /// What to aim for.
    package var objective: Objective

    /// The latency limit, where there is one.
    package var latencyLimit: LatencyLimit?

    /// The most that a million invocations may cost, in currency units, where limited.
    package var costLimitPerMillion: Double?

    /// Invocations per month, for the monthly figures.
    package var monthlyInvocations: Int

    /// Share of invocations that are cold starts, 0…1, which adds INIT to bill and tail.
    package var coldStartShare: Double

    /// Configured /tmp in MB, of which 512 are free.
    package var ephemeralStorageMB: Int

    /// How much more memory than the function was seen to use a setting must have, as a share.
    package var memoryMargin: Double

    /// Environments kept provisioned all month: they cost whether used or not, serve at the lower
    /// rate, and have no cold start.
    ///
    /// - Edge cases: without effect where ``LambdaPlatform/Tariff/provisioned`` is not known.
    package var provisionedConcurrency: Int

    /// Settings that may be chosen; nil means all between the smallest and the largest measured.
    package var candidates: [MemorySetting]?

    /// Strategies that may be chosen; nil means all measured.
    package var strategies: [ThreadingStrategy]?

    /// The platform model to tell vCPU shares with, where it differs from the run's.
    package var platform: PlatformModel?

    /// The memory setting in use today, to compare with.
    package var currentMemory: MemorySetting?

    package init(
        tariff: Tariff,
        objective: Objective = .recommended,
        latencyLimit: LatencyLimit? = nil,
        costLimitPerMillion: Double? = nil,
        monthlyInvocations: Int = 1_000_000,
        coldStartShare: Double = 0,
        ephemeralStorageMB: Int = 512,
        memoryMargin: Double = MemoryFloor.usualMargin,
        provisionedConcurrency: Int = 0,
        candidates: [MemorySetting]? = nil,
        strategies: [ThreadingStrategy]? = nil,
        platform: PlatformModel? = nil,
        currentMemory: MemorySetting? = nil
    ) {
        self.tariff = tariff
        self.objective = objective
        self.latencyLimit = latencyLimit
        self.costLimitPerMillion = costLimitPerMillion
        self.monthlyInvocations = monthlyInvocations
        self.coldStartShare = min(max(coldStartShare, 0), 1)
        self.ephemeralStorageMB = ephemeralStorageMB
        self.memoryMargin = memoryMargin
        self.provisionedConcurrency = max(0, provisionedConcurrency)
        self.candidates = candidates
        self.strategies = strategies
        self.platform = platform
        self.currentMemory = currentMemory
    }
}

/// The longest that a share of invocations may take.
package struct LatencyLimit: Hashable, Sendable {
    /// The share that must keep within the limit: 0.5, 0.95, 0.99.
    package var quantile: Double

    /// The limit in ms.
    package var milliseconds: Double

    package init(quantile: Double, milliseconds: Double) {
        self.quantile = min(max(quantile, 0), 1)
        self.milliseconds = milliseconds
    }
}

/// What to aim for.
package enum Objective: Hashable, Sendable {
    /// The fastest of the settings whose cost cannot be told apart from the cheapest (the default).
    case recommended

    /// The lowest cost.
    case cheapest

    /// The shortest duration.
    case fastest

    /// The lowest `weight × cost ÷ highest cost + (1 − weight) × duration ÷ longest duration`.
    ///
    /// - Source: aws-lambda-power-tuning, strategy `balanced`, with `weight` its `balancedWeight`.
    case balanced(weight: Double)
}
