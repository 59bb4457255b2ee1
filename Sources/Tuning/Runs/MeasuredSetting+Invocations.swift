import Estimation
import LambdaPlatform
import Measurement

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension MeasuredSetting {
    /// Sums up the invocations of one pair of memory setting and strategy.
    ///
    /// - Edge cases: nil when no warm, successful, counted invocation has a usable duration, and for a
    ///   mix of which an event is missing. An invocation whose cold start was its only one counts as
    ///   cold and makes no duration.
    init?(_ pile: InvocationPile, payloadWeights: [String: Double]) {
        let mix = MixMean(
            of: pile.durationsMS,
            byEvent: pile.durationsByEvent,
            weights: payloadWeights,
            cut: Self.trimmedShare
        )
        guard let mix else { return nil }
        let typical = mix.value
        let durations = OrderedSample(pile.durationsMS)
        self.memory = pile.memory
        self.strategy = pile.strategy
        self.count = durations.count
        self.durationMS = typical
        self.p50MS = durations.quantile(0.5) ?? typical.value
        self.p95MS = durations.quantile(0.95) ?? typical.value
        self.cpuMS = OrderedSample(pile.cpuMS).median
        self.throttledMS = OrderedSample(pile.throttledMS).median
        self.initMS = OrderedSample(pile.initMS).median
        self.maxMemoryUsedMB = pile.maxMemoryUsedMB
        self.isProjected = pile.isProjected
        self.failures = pile.failures
        self.logDeviations = durations.values.map { log($0 / typical.value) }
        self.logScatter = mix.parts.flatMap { part in
            part.sample.values.map { log($0 / part.mean.value) }
        }
        self.effectiveCount = mix.effectiveCount
        self.events = mix.parts
    }
}
