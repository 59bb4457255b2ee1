import Estimation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The natural logarithm, for files that need nothing else of the C library.
func logarithm(_ value: Double) -> Double { log(value) }

/// The search for the parameters of a scaling law.
struct ScalingFit {
    private let kind: ScalingLawKind
    private let observations: [ScalingLaw.Observation]

    /// λ, σ and, for the universal law, κ.
    private(set) var values: [Double]

    private static let steps = 200

    init(_ kind: ScalingLawKind, _ observations: [ScalingLaw.Observation]) {
        self.kind = kind
        self.observations = observations
        let first = observations.min { $0.processors < $1.processors }
        let start = first.map { $0.throughput / $0.processors } ?? 1
        // Linear in σ and κ: N ÷ relative throughput − 1 = σ (N − 1) + κ N (N − 1).
        let columns = (1..<kind.parameters).map { order in
            observations.map { point in
                order == 1
                    ? point.processors - 1 : point.processors * (point.processors - 1)
            }
        }
        let target = observations.map { $0.processors * start / $0.throughput - 1 }
        values = [start] + NonNegativeLeastSquares(columns: columns, target: target).coefficients
    }

    /// Improves the parameters until they no longer move.
    mutating func run() {
        var damping = 1e-3
        var best = sumOfSquares(values)
        for _ in 0..<Self.steps {
            guard let step = step(damping: damping) else { return }
            let candidate = zip(values, step).enumerated().map { index, pair in
                // Neither contention nor coherency can speed anything up.
                index == 0 ? pair.0 + pair.1 : max(0, pair.0 + pair.1)
            }
            let sum = sumOfSquares(candidate)
            guard sum < best else {
                damping *= 8
                if damping > 1e12 { return }
                continue
            }
            let gain = best - sum
            (values, best) = (candidate, sum)
            damping = max(damping / 8, 1e-12)
            if gain <= 1e-15 * best { return }
        }
    }

    /// The sum of squared deviations.
    func sumOfSquares(_ values: [Double]) -> Double {
        observations.reduce(0) { sum, point in
            let deviation = point.throughput - throughput(point.processors, values)
            return sum + deviation * deviation
        }
    }

    private func denominator(_ n: Double, _ values: [Double]) -> Double {
        1 + values[1] * (n - 1) + (kind == .universal ? values[2] * n * (n - 1) : 0)
    }

    private func throughput(_ n: Double, _ values: [Double]) -> Double {
        values[0] * n / denominator(n, values)
    }

    /// The damped Gauss–Newton step; nil where the equations have no solution.
    private func step(damping: Double) -> [Double]? {
        let order = kind.parameters
        var matrix = [Double](repeating: 0, count: order * order)
        var right = [Double](repeating: 0, count: order)
        for point in observations {
            let slopes = slopes(point.processors)
            let deviation = point.throughput - throughput(point.processors, values)
            for row in 0..<order {
                right[row] += slopes[row] * deviation
                for column in 0..<order {
                    matrix[row * order + column] += slopes[row] * slopes[column]
                }
            }
        }
        let factor = CholeskyFactor(order: order) { row, column in
            let element = matrix[row * order + column]
            return row == column ? element * (1 + damping) + 1e-300 : element
        }
        return factor?.solution(of: right)
    }

    /// The derivatives of the throughput by each parameter.
    func slopes(_ n: Double) -> [Double] {
        let below = denominator(n, values)
        let byContention = -values[0] * n * (n - 1) / (below * below)
        let slopes = [n / below, byContention]
        return kind == .universal ? slopes + [byContention * n] : slopes
    }
}
