package import Estimation
package import LambdaPlatform
package import Measurement

/// One memory setting with one strategy, and what it would mean.
package struct Option: Hashable, Sendable {
    /// The memory setting.
    package let memory: MemorySetting

    /// The threading strategy.
    package let strategy: ThreadingStrategy

    /// The typical duration in ms of a warm invocation.
    package let durationMS: Estimate

    /// The duration in ms that 95 % of the warm invocations do not exceed.
    package let p95MS: Estimate

    /// The cost of a million invocations in currency units, drawn from exact ``Money``.
    package let costPerMillion: Estimate

    /// Whether the duration was projected rather than measured or interpolated.
    package let isProjected: Bool

    /// Whether the setting was itself measured.
    package let isMeasured: Bool

    package init(
        memory: MemorySetting,
        strategy: ThreadingStrategy,
        durationMS: Estimate,
        p95MS: Estimate,
        costPerMillion: Estimate,
        isProjected: Bool,
        isMeasured: Bool
    ) {
        self.memory = memory
        self.strategy = strategy
        self.durationMS = durationMS
        self.p95MS = p95MS
        self.costPerMillion = costPerMillion
        self.isProjected = isProjected
        self.isMeasured = isMeasured
    }
}
