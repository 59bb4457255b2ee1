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
    /// - Edge cases: nil when no warm, successful, counted invocation has a usable duration. An
    ///   invocation whose cold start was its only one counts as cold and makes no duration.
    init?(_ pile: InvocationPile, payloadWeights: [String: Double]) {
        let durations = OrderedSample(pile.durationsMS)
        let parts = Self.payloadParts(pile, all: durations, weights: payloadWeights)
        guard let typical = Self.typical(parts) else { return nil }
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
    }

    /// The durations by event with the weight of each; one part where the mix has no weights.
    private static func payloadParts(
        _ pile: InvocationPile,
        all durations: OrderedSample,
        weights: [String: Double]
    ) -> [(sample: OrderedSample, weight: Double)] {
        guard weights.values.contains(where: { $0 > 0 }) else { return [(durations, 1)] }
        return pile.durationsByEvent
            .map { (OrderedSample($1), max(0, weights[$0] ?? 0)) }
            .filter { $0.1 > 0 }
    }

    /// The weighted typical duration; the errors of the parts add up as independent ones do.
    private static func typical(_ parts: [(sample: OrderedSample, weight: Double)]) -> Estimate? {
        let total = parts.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return nil }
        var value = 0.0
        var squares = 0.0
        for part in parts {
            guard let mean = part.sample.trimmedMeanEstimate(cut: trimmedShare) else { return nil }
            value += mean.value * part.weight / total
            let half = (mean.high - mean.low) / 2 * part.weight / total
            squares += half * half
        }
        let half = squares.squareRoot()
        return Estimate(value: value, low: value - half, high: value + half)
    }
}
