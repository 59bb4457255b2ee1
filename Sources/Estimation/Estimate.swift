/// A number with the interval it lies in.
///
/// - Unit: that of the number; whoever names the property names the unit.
/// - Shape: `low ≤ value ≤ high`; the interval is meant to cover the truth 90 times in 100.
package struct Estimate: Hashable, Sendable, Codable {
    /// The single best figure.
    package let value: Double

    /// The lower end of the 90 % interval.
    package let low: Double

    /// The upper end of the 90 % interval.
    package let high: Double

    /// Takes a figure and its interval, widening the interval to hold the figure.
    package init(value: Double, low: Double, high: Double) {
        self.value = value
        self.low = min(low, value)
        self.high = max(high, value)
    }

    /// A figure known exactly.
    package init(exactly value: Double) {
        self.init(value: value, low: value, high: value)
    }
}

extension Estimate {
    /// Half the interval's width relative to the figure; infinite for a figure of zero.
    package var relativeHalfWidth: Double {
        value == 0 ? .infinity : (high - low) / 2 / abs(value)
    }

    /// Whether the two intervals share a point.
    package func overlaps(_ other: Estimate) -> Bool {
        low <= other.high && other.low <= high
    }

    /// The figure and its interval multiplied by a positive factor.
    package func scaled(by factor: Double) -> Estimate {
        Estimate(value: value * factor, low: low * factor, high: high * factor)
    }
}
