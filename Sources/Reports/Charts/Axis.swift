#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A logarithmic axis: equal ratios are equally long.
struct LogAxis {
    /// The values at its two ends.
    let range: ClosedRange<Double>

    /// How long it is, in characters or points.
    let length: Double

    /// Takes a range of positive values.
    init(_ range: ClosedRange<Double>, length: Double) {
        precondition(range.lowerBound > 0, "a logarithmic axis begins above zero")
        self.range = range
        self.length = length
    }

    /// The distance of a value from the axis's beginning; that of the nearer end outside.
    func position(of value: Double) -> Double {
        let inside = min(max(value, range.lowerBound), range.upperBound)
        let span = log(range.upperBound / range.lowerBound)
        return span > 0 ? log(inside / range.lowerBound) / span * length : length / 2
    }

    /// Round values inside the range: 1, 2 and 5 times powers of ten.
    ///
    /// - Shape: at most eight; over many decades the 2 and the 5 are left out.
    var ticks: [Double] {
        let first = Int(log10(range.lowerBound).rounded(.down))
        let last = Int(log10(range.upperBound).rounded(.up))
        let all = { (steps: [Double]) in
            (first...last).flatMap { power in steps.map { $0 * pow(10, Double(power)) } }
                .filter(range.contains)
        }
        let fine = all([1, 2, 5])
        return fine.count <= 8 ? fine : all([1])
    }
}

/// A linear axis that begins at zero.
struct LinearAxis {
    /// The value at its end.
    let end: Double

    /// How long it is, in points.
    let length: Double

    /// Takes the largest value to show and ends at the next round one.
    init(holding largest: Double, length: Double) {
        step = Self.step(for: largest)
        end = max(step, (largest / step).rounded(.up) * step)
        self.length = length
    }

    private let step: Double

    /// The distance of a value from zero.
    func position(of value: Double) -> Double {
        min(max(value / end, 0), 1) * length
    }

    /// Zero and round values up to the end.
    var ticks: [Double] {
        (0...Int((end / step).rounded())).map { Double($0) * step }
    }

    /// The round distance between ticks that makes four to eight of them.
    private static func step(for largest: Double) -> Double {
        guard largest > 0, largest.isFinite else { return 1 }
        let rough = largest / 5
        let power = pow(10, log10(rough).rounded(.down))
        let multiple = [1.0, 2, 5, 10].first { $0 * power >= rough } ?? 10
        return multiple * power
    }
}
