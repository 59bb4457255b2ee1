#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The lower triangular factor `L` of a symmetric positive definite matrix `L Lᵀ`.
///
/// - Source: Golub and Van Loan, "Matrix Computations", algorithm 4.2.1.
package struct CholeskyFactor: Hashable, Sendable {
    /// How many rows the matrix has.
    package let order: Int

    /// The rows of the factor one after the other, zero above the diagonal.
    package let elements: [Double]

    /// Factors a matrix given by its element at row and column; only `column ≤ row` is asked for.
    ///
    /// - Edge cases: nil when the matrix is not positive definite to working precision.
    /// - Cost: n³ ÷ 6 multiplications.
    package init?(order: Int, element: (_ row: Int, _ column: Int) -> Double) {
        var factor = [Double](repeating: 0, count: order * order)
        for row in 0..<order {
            for column in 0...row {
                var sum = element(row, column)
                for k in 0..<column {
                    sum -= factor[row * order + k] * factor[column * order + k]
                }
                if row == column {
                    guard sum > 0, sum.isFinite else { return nil }
                    factor[row * order + row] = sum.squareRoot()
                } else {
                    factor[row * order + column] = sum / factor[column * order + column]
                }
            }
        }
        self.order = order
        self.elements = factor
    }
}

extension CholeskyFactor {
    /// Half the logarithm of the matrix's determinant.
    package var halfLogDeterminant: Double {
        (0..<order).reduce(0) { $0 + log(elements[$1 * order + $1]) }
    }

    /// The solution `x` of `L x = b`.
    package func forwardSolution(of right: [Double]) -> [Double] {
        var solution = right
        for row in 0..<order {
            var sum = solution[row]
            for k in 0..<row { sum -= elements[row * order + k] * solution[k] }
            solution[row] = sum / elements[row * order + row]
        }
        return solution
    }

    /// The squared length of `L⁻¹ b`, which is `bᵀ (L Lᵀ)⁻¹ b`.
    package func squaredNorm(of right: [Double]) -> Double {
        forwardSolution(of: right).reduce(0) { $0 + $1 * $1 }
    }

    /// The inverse of the matrix, row by row.
    package var inverse: [Double] {
        (0..<order).flatMap { row in
            solution(of: (0..<order).map { $0 == row ? 1 : 0 })
        }
    }

    /// The solution `x` of `L Lᵀ x = b`.
    package func solution(of right: [Double]) -> [Double] {
        var solution = forwardSolution(of: right)
        for row in (0..<order).reversed() {
            var sum = solution[row]
            for k in (row + 1)..<max(order, row + 1) {
                sum -= elements[k * order + row] * solution[k]
            }
            solution[row] = sum / elements[row * order + row]
        }
        return solution
    }
}
