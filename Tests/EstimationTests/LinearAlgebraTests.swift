import Estimation
import Testing

struct LinearAlgebraTests {
    /// Golub and Van Loan's textbook example: [[4, 12, −16], [12, 37, −43], [−16, −43, 98]].
    @Test func `a matrix is factored and inverted`() throws {
        let rows: [[Double]] = [[4, 12, -16], [12, 37, -43], [-16, -43, 98]]
        let factor = try #require(CholeskyFactor(order: 3) { rows[$0][$1] })
        #expect(factor.elements == [2, 0, 0, 6, 1, 0, -8, 5, 3])
        #expect(abs(factor.squaredNorm(of: [2, 7, -3]) - 2.0) < 1e-9)
        let inverse = factor.inverse
        for row in 0..<3 {
            for column in 0..<3 {
                let entry = (0..<3).reduce(0) { $0 + rows[row][$1] * inverse[$1 * 3 + column] }
                #expect(abs(entry - (row == column ? 1 : 0)) < 1e-9)
            }
        }
    }

    @Test func `a matrix that is not positive definite is refused`() {
        #expect(CholeskyFactor(order: 2) { $0 == $1 ? 1 : 2 } == nil)
    }

    /// SciPy 1.11: `nnls([[1, 0], [1, 0], [0, 1]], [2, 1, -1])` gives 1.5 and 0.
    @Test func `coefficients that would be negative are nought`() {
        let fit = NonNegativeLeastSquares(
            columns: [[1, 1, 0], [0, 0, 1]],
            target: [2, 1, -1]
        )
        #expect(abs(fit.coefficients[0] - 1.5) < 1e-9)
        #expect(fit.coefficients[1] == 0)
        #expect(abs(fit.residualSumOfSquares - 1.5) < 1e-9)
    }

    @Test(arguments: 0...9)
    func `a dot product is the sum of squares of the first whole numbers`(count: Int) {
        let numbers = (0..<count).map { Double($0 + 1) }
        #expect(numbers.dot(numbers) == Double(count * (count + 1) * (2 * count + 1) / 6))
    }
}
