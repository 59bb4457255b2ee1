/// The mean of a few durations with its 90 % interval by Student's t.
///
/// - Edge cases: with fewer than two values the interval is infinite.
package struct MeanInterval: Hashable, Sendable {
    /// The mean.
    package let mean: Double

    /// Half the width of the 90 % interval.
    package let halfWidth: Double

    package init(of values: [Double]) {
        let count = Double(values.count)
        let mean = values.isEmpty ? 0 : values.reduce(0, +) / count
        self.mean = mean
        guard values.count >= 2 else {
            self.halfWidth = .infinity
            return
        }
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let standardError = (squares / (count - 1) / count).squareRoot()
        self.halfWidth = Self.studentT(degreesOfFreedom: values.count - 1) * standardError
    }

    /// Half the interval's width as a share of the mean.
    package var relativeHalfWidth: Double {
        mean > 0 ? halfWidth / mean : .infinity
    }

    /// The 95th percentile of Student's t distribution.
    ///
    /// - Source: NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2; beyond 30 degrees
    ///   the first term of the Cornish–Fisher expansion around 1.645.
    static func studentT(degreesOfFreedom: Int) -> Double {
        let table = [
            6.314, 2.920, 2.353, 2.132, 2.015, 1.943, 1.895, 1.860, 1.833, 1.812,
            1.796, 1.782, 1.771, 1.761, 1.753, 1.746, 1.740, 1.734, 1.729, 1.725,
            1.721, 1.717, 1.714, 1.711, 1.708, 1.706, 1.703, 1.701, 1.699, 1.697,
        ]
        guard degreesOfFreedom > table.count else { return table[max(0, degreesOfFreedom - 1)] }
        return 1.645 + 1.524 / Double(degreesOfFreedom)
    }
}
