#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What changes when one point is taken as an outlier: a rank-one update of the covariance, and a
/// shift of the point.
///
/// - Shape: `(K + o² e eᵀ)⁻¹ = K⁻¹ − g (K⁻¹ e)(K⁻¹ e)ᵀ` with `g = o² ÷ (1 + o² eᵀ K⁻¹ e)`. With the
///   point `d` above the curve on average, the log likelihood grows by
///   `g ÷ 2 (eᵀ K⁻¹ r + d ÷ o²)² − d² ÷ 2o²`, less half the logarithm of the determinant's growth.
/// - Source: Sherman and Morrison (1950).
struct OutlierUpdate {
    /// `g`.
    let gain: Double

    /// Half the logarithm by which the determinant grows.
    let halfLogDeterminant: Double

    /// The updated inverse, row by row.
    let precision: [Double]

    /// What is added to `eᵀ K⁻¹ r` before it is squared.
    let pullShift: Double

    /// What the log likelihood loses to the shift where nothing speaks for it.
    let shiftLoss: Double

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
        let shift = ResidualProcess.outlierShift
        self.pullShift = shift / variance
        self.shiftLoss = shift * shift / variance / 2
        self.gain = gain
        self.halfLogDeterminant = log(growth) / 2
        self.precision = updated
    }
}
