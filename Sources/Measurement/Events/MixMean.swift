package import Estimation

/// The mean duration of a weighted mix of events, event by event.
///
/// - Unit: ms.
/// - Shape: `Σ wₑ meanₑ ÷ Σ wₑ`; the errors of the events' means add up as independent ones do.
/// - Source: equation (1) of METHOD.md, section 5; Cochran, "Sampling Techniques", eq. 5.1 and 5.7, stratified sampling.
package struct MixMean: Hashable, Sendable {
    /// The durations of one event.
    package struct Part: Hashable, Sendable {
        /// The event's name; empty for a run with a single event.
        package let event: String

        /// The event's weight over the sum of all weights.
        package let share: Double

        /// The event's durations in ms.
        package let sample: OrderedSample

        /// The event's mean in ms.
        package let mean: Estimate
    }

    /// The events in order of their names.
    package let parts: [Part]

    /// The mean of the mix in ms with its 90 % interval.
    package let value: Estimate

    /// Takes the mean of durations.
    ///
    /// - Parameters:
    ///   - durations: every duration in ms.
    ///   - byEvent: those whose event has a name, by that name.
    ///   - weights: the events' weights by name; empty for a single event, whatever its name.
    ///   - cut: the share of each event's durations that is cut from either end.
    /// - Edge cases: nil without a duration, and where an event that has a weight was never sent:
    ///   the others' mean is not that of the mix.
    package init?(
        of durations: [Double],
        byEvent: [String: [Double]],
        weights: [String: Double],
        cut: Double
    ) {
        let weighted = weights.filter { $0.value > 0 && $0.value.isFinite }
        let shares = weighted.isEmpty ? ["": 1] : weighted
        let total = shares.values.reduce(0, +)
        let groups = weighted.isEmpty ? ["": durations] : byEvent
        var parts: [Part] = []
        for (event, weight) in shares.sorted(by: { $0.key < $1.key }) {
            let sample = OrderedSample(groups[event] ?? [])
            guard let mean = sample.trimmedMeanEstimate(cut: cut) else { return nil }
            parts.append(Part(event: event, share: weight / total, sample: sample, mean: mean))
        }
        let value = parts.reduce(0) { $0 + $1.share * $1.mean.value }
        let squares = parts.map { part in
            let half = part.share * (part.mean.high - part.mean.low) / 2
            return half * half
        }
        let half = squares.reduce(0, +).squareRoot()
        self.parts = parts
        self.value = Estimate(value: value, low: value - half, high: value + half)
    }
}

extension MixMean {
    /// Takes the mean of the durations of invocations that count.
    package init?(_ invocations: [Invocation], weights: [String: Double], cut: Double) {
        self.init(
            of: invocations.map(\.durationMS),
            byEvent: Dictionary(grouping: invocations) { $0.payload ?? "" }
                .mapValues { $0.map(\.durationMS) },
            weights: weights,
            cut: cut
        )
    }

    /// How many invocations of a single event would leave the same doubt, where all scatter alike.
    ///
    /// - Shape: `1 ÷ Σ (shareₑ meanₑ ÷ mean)² ÷ nₑ`; the count itself for a single event.
    package var effectiveCount: Double {
        let variance = parts.reduce(0.0) { sum, part in
            let weight = part.share * part.mean.value / value.value
            return sum + weight * weight / Double(part.sample.count)
        }
        return variance > 0 ? 1 / variance : 0
    }

    /// The fewest durations that an event has.
    package var fewest: Int { parts.map(\.sample.count).min() ?? 0 }
}
