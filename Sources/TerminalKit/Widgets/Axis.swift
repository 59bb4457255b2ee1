#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The range of a chart's axis and how values are spread along it.
package struct Axis: Hashable, Sendable {
    /// How values are spread.
    package enum Scale: Hashable, Sendable {
        /// Equal differences take equal room.
        case linear

        /// Equal ratios take equal room; values must be above zero.
        case logarithmic
    }

    /// The value at the start.
    package let low: Double

    /// The value at the end, above ``low``.
    package let high: Double

    /// How values are spread.
    package let scale: Scale

    /// Takes a range, widened where it has no extent or does not suit the scale.
    package init(from low: Double, to high: Double, scale: Scale = .linear) {
        var low = low.isFinite ? low : 0
        var high = high.isFinite ? high : 1
        if low > high { swap(&low, &high) }
        if scale == .logarithmic {
            high = max(high, 1e-9)
            low = max(low, high / 1e12, 1e-12)
            if low == high { (low, high) = (low / 1.2, high * 1.2) }
        } else if low == high {
            let margin = low == 0 ? 1 : abs(low) * 0.1
            (low, high) = (low - margin, high + margin)
        }
        self.low = low
        self.high = high
        self.scale = scale
    }

    /// The smallest range that holds the values, with a margin of 4 % at each end.
    ///
    /// - Edge cases: no usable value gives 0…1, or 1…10 on a logarithmic scale.
    package init(covering values: some Sequence<Double>, scale: Scale = .linear) {
        let usable = values.filter { $0.isFinite && (scale == .linear || $0 > 0) }
        guard let low = usable.min(), let high = usable.max() else {
            self.init(from: scale == .linear ? 0 : 1, to: scale == .linear ? 1 : 10, scale: scale)
            return
        }
        let bare = Axis(from: low, to: high, scale: scale)
        self.init(from: bare.value(at: -0.04), to: bare.value(at: 1.04), scale: scale)
    }
}

extension Axis {
    /// How far along the axis a value lies: 0 at the start, 1 at the end; may lie outside.
    package func fraction(of value: Double) -> Double {
        switch scale {
        case .linear: (value - low) / (high - low)
        case .logarithmic: log(max(value, 1e-12) / low) / log(high / low)
        }
    }

    /// The value at a fraction of the way.
    package func value(at fraction: Double) -> Double {
        switch scale {
        case .linear: low + (high - low) * fraction
        case .logarithmic: low * pow(high / low, fraction)
        }
    }

    /// Round values along the axis, at most so many: 1, 2 and 5 times powers of ten.
    ///
    /// - Shape: ascending, within the range.
    /// - Edge cases: a logarithmic axis of less than a decade gets linear steps.
    package func ticks(atMost count: Int) -> [Double] {
        guard count > 0 else { return [] }
        if scale == .logarithmic {
            // Even steps crowd at one end of a logarithmic axis, so they are the last resort.
            let candidates = [[1.0, 2, 5], [1, 3], [1]].map { decadeTicks($0) }
            let least = high / low < 10 ? min(3, count) : 2
            if let ticks = candidates.first(where: {
                (least...max(least, count)).contains($0.count)
            }) {
                return Array(ticks.prefix(count))
            }
            let decades = candidates[2]
            if decades.count > count {
                let step = (decades.count + count - 1) / count
                return stride(from: 0, to: decades.count, by: step).map { decades[$0] }
            }
        }
        return evenTicks(atMost: count)
    }

    private func decadeTicks(_ digits: [Double]) -> [Double] {
        let first = Int(log10(low).rounded(.down))
        let last = Int(log10(high).rounded(.up))
        var ticks: [Double] = []
        for decade in first...max(first, last) {
            let power = pow(10, Double(decade))
            for digit in digits {
                let tick = digit * power
                if tick >= low * (1 - 1e-9), tick <= high * (1 + 1e-9) { ticks.append(tick) }
            }
        }
        return ticks
    }

    private func evenTicks(atMost count: Int) -> [Double] {
        let raw = (high - low) / Double(count)
        let decade = pow(10, log10(raw).rounded(.down))
        for digit in [1.0, 2, 5, 10, 20] {
            let step = digit * decade
            let first = (low / step - 1e-9).rounded(.up)
            let last = (high / step + 1e-9).rounded(.down)
            guard first <= last else { continue }
            if last - first + 1 <= Double(count) {
                return (Int(first)...Int(last)).map { Double($0) * step }
            }
        }
        return []
    }
}
