#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What changes when one point is taken as an outlier: a rank-one update of the covariance.
///
/// - Shape: `(K + o² e eᵀ)⁻¹ = K⁻¹ − g (K⁻¹ e)(K⁻¹ e)ᵀ` with `g = o² ÷ (1 + o² eᵀ K⁻¹ e)`.
/// - Source: Sherman and Morrison (1950).
struct OutlierUpdate {
    /// `g`.
    let gain: Double

    /// Half the logarithm by which the determinant grows.
    let halfLogDeterminant: Double

    /// The updated inverse, row by row.
    let precision: [Double]

    init(point: Int, precision: [Double], order: Int) {
        let variance = ResidualProcess.outlierDeviation * ResidualProcess.outlierDeviation
        let growth = 1 + variance * precision[point * order + point]
        let gain = variance / growth
        let column = (0..<order).map { precision[$0 * order + point] }
        var updated = precision
        for row in 0..<order {
            for other in 0..<order {
                updated[row * order + other] -= gain * column[row] * column[other]
            }
        }
        self.gain = gain
        self.halfLogDeterminant = log(growth) / 2
        self.precision = updated
    }
}
