/// The coefficients, none negative, that bring a sum of columns closest to a target.
///
/// Minimises `Σ_i (Σ_j c_j a_ij − b_i)²` over `c ≥ 0`. Every set of columns is tried, which for the
/// handful of physical terms fitted here is exact, cannot cycle, and costs less than an active set.
///
/// - Cost: 2ᵏ small systems for k columns; at most eight columns.
/// - Edge cases: columns that depend on each other, or are zero, are never used together.
package struct NonNegativeLeastSquares: Hashable, Sendable {
    /// The coefficients in the order of the columns.
    package let coefficients: [Double]

    /// What is left of the sum of squares.
    package let residualSumOfSquares: Double

    /// Fits columns to a target, each column as long as the target.
    package init(columns: [[Double]], target: [Double]) {
        precondition(columns.count <= 8, "at most eight columns are tried in all combinations")
        precondition(columns.allSatisfy { $0.count == target.count }, "columns match the target")
        let gram = columns.map { left in columns.map { right in Self.dot(left, right) } }
        let moments = columns.map { Self.dot($0, target) }
        var best = [Double](repeating: 0, count: columns.count)
        var bestGain = 0.0
        for mask in 1..<max(1 << columns.count, 1) {
            let chosen = columns.indices.filter { mask >> $0 & 1 == 1 }
            guard let solution = Self.solve(chosen, gram, moments) else { continue }
            let gain = zip(chosen, solution).reduce(0) { $0 + moments[$1.0] * $1.1 }
            guard gain > bestGain * (1 + 1e-12) else { continue }
            bestGain = gain
            best = [Double](repeating: 0, count: columns.count)
            for (column, value) in zip(chosen, solution) { best[column] = value }
        }
        self.coefficients = best
        self.residualSumOfSquares = max(0, Self.dot(target, target) - bestGain)
    }

    /// The unconstrained solution over some columns, unless a coefficient would be negative.
    private static func solve(
        _ chosen: [Int],
        _ gram: [[Double]],
        _ moments: [Double]
    ) -> [Double]? {
        let scale = chosen.map { gram[$0][$0].squareRoot() }
        guard scale.allSatisfy({ $0 > 0 }) else { return nil }
        let factor = CholeskyFactor(order: chosen.count) { row, column in
            // A relative ridge of 10⁻¹² keeps twins of one column from being told apart by rounding.
            gram[chosen[row]][chosen[column]] / scale[row] / scale[column]
                + (row == column ? 1e-12 : 0)
        }
        guard let factor else { return nil }
        let right = zip(chosen, scale).map { moments[$0] / $1 }
        let solution = zip(factor.solution(of: right), scale).map { $0 / $1 }
        return solution.allSatisfy { $0 >= 0 && $0.isFinite } ? solution : nil
    }

    private static func dot(_ left: [Double], _ right: [Double]) -> Double {
        zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }
}
