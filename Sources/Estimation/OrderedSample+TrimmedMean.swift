extension OrderedSample {
    /// The trimmed mean with its 90 % interval.
    ///
    /// - Shape: `mean ± t × s_w ÷ ((1 − 2 cut) √n)`, where `s_w` is the standard deviation of the
    ///   sample after the cut values are pulled in to the nearest kept one, and `t` is Student's
    ///   with as many degrees of freedom as values are kept, less one.
    /// - Edge cases: nil without values; with one value, or one kept value, the interval is the
    ///   value itself: the caller knows how much a single value is worth.
    /// - Source: Tukey and McLaughlin (1963); Wilcox, "Introduction to Robust Estimation", §3.3.
    package func trimmedMeanEstimate(cut: Double) -> Estimate? {
        guard let mean = trimmedMean(cut: cut) else { return nil }
        let trimmed = trimCount(cut: cut)
        let kept = count - 2 * trimmed
        guard kept > 1 else { return Estimate(exactly: mean) }
        let pulledIn = values.map {
            min(max($0, values[trimmed]), values[count - 1 - trimmed])
        }
        guard let spread = OrderedSample(pulledIn).standardDeviation else {
            return Estimate(exactly: mean)
        }
        let error = spread * Double(count).squareRoot() / Double(kept)
        let half = StudentT(degreesOfFreedom: Double(kept - 1)).quantile(0.95) * error
        return Estimate(value: mean, low: mean - half, high: mean + half)
    }
}
