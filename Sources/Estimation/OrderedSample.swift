/// A sample of numbers in order, from which robust figures are read.
///
/// - Unit: that of the numbers.
/// - Edge cases: numbers that are not finite are left out; every figure of an empty sample is nil.
package struct OrderedSample: Hashable, Sendable {
    /// The finite numbers in ascending order.
    package let values: [Double]

    /// Puts numbers in order, leaving out those that are not finite.
    package init(_ numbers: [Double]) {
        self.values = numbers.filter { $0.isFinite }.sorted()
    }
}

extension OrderedSample {
    /// How many numbers there are.
    package var count: Int { values.count }

    /// The number below which the given share of the sample lies, interpolated between neighbours.
    ///
    /// - Shape: `probability` is held to 0…1.
    /// - Source: Hyndman and Fan (1996), "Sample quantiles in statistical packages", definition 7.
    package func quantile(_ probability: Double) -> Double? {
        guard let first = values.first, let last = values.last else { return nil }
        let position = Double(count - 1) * min(max(probability, 0), 1)
        let index = Int(position)
        guard index + 1 < count else { return probability <= 0 ? first : last }
        let fraction = position - Double(index)
        return values[index] + (values[index + 1] - values[index]) * fraction
    }

    /// The middle number, or the mean of the two in the middle.
    package var median: Double? { quantile(0.5) }

    /// The arithmetic mean.
    package var mean: Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(count)
    }

    /// The mean of what is left after cutting the same number of values from either end.
    ///
    /// - Shape: `⌊count × cut⌋` values go from each end; `cut` is held to 0…0.5 and one value stays.
    /// - Source: Tukey and McLaughlin (1963); a cut of 0.2 is what aws-lambda-power-tuning reports.
    package func trimmedMean(cut: Double) -> Double? {
        guard !values.isEmpty else { return nil }
        let trimmed = trimCount(cut: cut)
        let kept = values[trimmed..<(count - trimmed)]
        return kept.reduce(0, +) / Double(kept.count)
    }

    /// The standard deviation, dividing by `count − 1`.
    ///
    /// - Edge cases: nil for fewer than two values.
    package var standardDeviation: Double? {
        guard count > 1, let mean else { return nil }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(count - 1)).squareRoot()
    }

    /// The median distance from the median, scaled to the standard deviation of a normal sample.
    ///
    /// - Source: Hampel (1974); the factor is 1 ÷ Φ⁻¹(¾) = 1.4826.
    package var medianAbsoluteDeviation: Double? {
        guard let median else { return nil }
        return OrderedSample(values.map { abs($0 - median) }).median.map { 1.482602218505602 * $0 }
    }

    /// The standard error of the median as a share of it, for values that scatter about normally.
    ///
    /// - Shape: `√(π/2) × standard deviation ÷ √count ÷ |median|`; outliers widen it.
    /// - Edge cases: nil for fewer than two values, and for a median of 0.
    /// - Source: a sample median's asymptotic variance, `1 ÷ (4 × count × f²)` with the density f at
    ///   the median (Laplace 1818), for a normal density.
    package var relativeErrorOfMedian: Double? {
        guard let standardDeviation, let median, median != 0 else { return nil }
        let error = (Double.pi / 2).squareRoot() * standardDeviation / Double(count).squareRoot()
        return error / abs(median)
    }

    /// How many values are cut from each end.
    func trimCount(cut: Double) -> Int {
        min(Int(Double(count) * min(max(cut, 0), 0.5)), (count - 1) / 2)
    }
}
