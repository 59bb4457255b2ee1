package import Estimation

/// What a month looks like for another function of the account, which shares its concurrency.
package struct NeighbourForecast: Hashable, Sendable {
    /// The function's name.
    package let name: String

    /// Invocations that run at once: the mean, and the highest number seen in what was simulated.
    package let concurrency: Estimate
    package let peakConcurrency: Int

    /// The share of invocations that waited for a new environment.
    package let coldStartShare: Estimate

    /// The latency that 95 % of its answers do not exceed, in ms; nil when nothing was answered.
    package let p95MS: Estimate?

    /// The share of its attempts that were throttled.
    package let throttledShare: Estimate

    /// Requests a month: in all, and given up after throttles.
    package let requests: Double
    package let rejected: Double

    init(_ function: SimulatedFunction, _ raw: Observations, _ plan: StretchPlan) {
        let seen = raw.calibrated(to: function.traffic, plan)
        name = function.name
        concurrency = seen.concurrency(overSeconds: plan.month)
        peakConcurrency = seen.peakConcurrency
        coldStartShare = seen.coldStartShare
        p95MS = seen.latencyMS(quantile: 0.95)
        throttledShare = seen.throttledShare
        requests = seen.total { Double($0.requests) }
        rejected = seen.total { Double($0.rejected) }
    }
}
