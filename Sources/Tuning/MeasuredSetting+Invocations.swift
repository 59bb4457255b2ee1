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
    init?(
        _ invocations: [Invocation],
        memory: MemorySetting,
        strategy: ThreadingStrategy,
        payloadWeights: [String: Double]
    ) {
        let usable = invocations.filter(\.isUsable)
        let parts = Self.payloadParts(usable, weights: payloadWeights)
        guard let typical = Self.typical(parts) else { return nil }
        let durations = OrderedSample(usable.map(\.durationMS))
        self.memory = memory
        self.strategy = strategy
        self.count = usable.count
        self.durationMS = typical
        self.p50MS = durations.quantile(0.5) ?? typical.value
        self.p95MS = durations.quantile(0.95) ?? typical.value
        self.cpuMS = OrderedSample(usable.compactMap(\.cpuMS)).median
        self.throttledMS = OrderedSample(usable.compactMap(\.throttledMS)).median
        self.initMS = OrderedSample(invocations.compactMap(\.initDurationMS)).median
        self.maxMemoryUsedMB = OrderedSample(invocations.compactMap(\.maxMemoryUsedMB)).values.last
        self.isProjected = usable.contains(where: \.projected)
        self.failures = Self.failures(in: invocations)
        self.logDeviations = durations.values.map { log($0 / typical.value) }
    }

    /// The durations by event with the weight of each; one part where the mix has no weights.
    private static func payloadParts(
        _ usable: [Invocation],
        weights: [String: Double]
    ) -> [(sample: OrderedSample, weight: Double)] {
        guard weights.values.contains(where: { $0 > 0 }) else {
            return [(OrderedSample(usable.map(\.durationMS)), 1)]
        }
        return Dictionary(grouping: usable) { $0.payload ?? "" }
            .map { (OrderedSample($1.map(\.durationMS)), max(0, weights[$0] ?? 0)) }
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

    /// How many invocations ended in each way but success.
    static func failures(in invocations: [Invocation]) -> [InvocationStatus: Int] {
        invocations.reduce(into: [:]) { counts, invocation in
            if invocation.status != .success, !invocation.warmUp {
                counts[invocation.status, default: 0] += 1
            }
        }
    }
}

extension Invocation {
    /// Whether the invocation makes a duration: warm, successful, counted, and a positive number.
    var isUsable: Bool {
        !cold && !warmUp && status == .success && durationMS > 0 && durationMS.isFinite
    }
}
