package import LambdaPlatform
package import Measurement
import Tuning

/// The invocations of one setting and strategy, ordered once so that drawing them is cheap.
package struct SampleDigest: Hashable, Sendable {
    /// The memory setting.
    package let memory: MemorySetting

    /// The strategy.
    package let strategy: ThreadingStrategy

    /// The durations in ms of warm, successful, counted invocations in ascending order.
    package let sortedMS: [Double]

    /// The same durations in the order they were measured, thinned to at most 2,000.
    package let inOrderMS: [Double]

    /// The init durations in ms of cold starts, ascending.
    package let initMS: [Double]

    /// The successful cold starts, in the order they were measured.
    package let coldStarts: [InvocationPile.ColdStart]

    /// The throttled times in ms, ascending, where known.
    package let throttledMS: [Double]

    /// Invocations left out of the figures: warm-ups.
    package let warmUps: Int

    /// Invocations that did not succeed.
    package let failures: Int

    /// Whether durations were projected from unthrottled invocations.
    package let isProjected: Bool

    private static let orderLimit = 2_000

    private init(_ pile: InvocationPile) {
        let durations = pile.durationsMS
        let step = max(1, (durations.count + Self.orderLimit - 1) / Self.orderLimit)
        self.memory = pile.memory
        self.strategy = pile.strategy
        self.sortedMS = durations.sorted()
        self.inOrderMS = stride(from: 0, to: durations.count, by: step).map { durations[$0] }
        self.initMS = pile.initMS.sorted()
        self.coldStarts = pile.coldStarts
        self.throttledMS = pile.throttledMS.sorted()
        self.warmUps = pile.warmUps
        self.failures = pile.failures.values.reduce(0, +)
        self.isProjected = pile.isProjected
    }

    /// The digests of a run by memory and strategy, ascending.
    package static func digests(of run: MeasuredRun) -> [SampleDigest] {
        InvocationPile.piles(of: run.invocations).map(SampleDigest.init)
            .sorted { ($0.memory, $0.strategy) < ($1.memory, $1.strategy) }
    }
}

extension SampleDigest {
    /// A quantile of ascending values; nil without any.
    ///
    /// - Source: Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996), type 7.
    package static func quantile(_ share: Double, of sorted: [Double]) -> Double? {
        guard let last = sorted.indices.last else { return nil }
        let place = min(max(share, 0), 1) * Double(last)
        let below = Int(place)
        let above = min(below + 1, last)
        return sorted[below] + (sorted[above] - sorted[below]) * (place - Double(below))
    }

    /// The durations beyond one and a half interquartile ranges outside the quartiles.
    ///
    /// - Source: J. W. Tukey, "Exploratory Data Analysis" (1977), inner fences.
    package var outliers: Int {
        guard let fences else { return 0 }
        return firstIndex(notBelow: fences.lowerBound)
            + sortedMS.count - firstIndex(above: fences.upperBound)
    }

    /// The durations in ms that are no outliers; nil for fewer than four.
    package var fences: ClosedRange<Double>? {
        guard sortedMS.count >= 4, let lower = Self.quantile(0.25, of: sortedMS),
            let upper = Self.quantile(0.75, of: sortedMS)
        else { return nil }
        let reach = 1.5 * (upper - lower)
        return lower - reach...upper + reach
    }

    /// The duration in ms that half of the invocations do not exceed.
    package var medianMS: Double? { Self.quantile(0.5, of: sortedMS) }

    /// How many durations lie in each of so many equal steps along an axis from `edges`.
    package func counts(between edges: [Double]) -> [Int] {
        let places = edges.map { firstIndex(notBelow: $0) }
        return zip(places, places.dropFirst()).map { $1 - $0 }
    }

    private func firstIndex(notBelow value: Double) -> Int { partition { $0 >= value } }

    private func firstIndex(above value: Double) -> Int { partition { $0 > value } }

    private func partition(_ isPast: (Double) -> Bool) -> Int {
        var low = 0
        var high = sortedMS.count
        while low < high {
            let middle = (low + high) / 2
            if isPast(sortedMS[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
