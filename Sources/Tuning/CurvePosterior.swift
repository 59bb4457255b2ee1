import Estimation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What is believed about a duration curve after measuring: an average over shapes and corrections.
///
/// Each pair of a physical shape and a residual process explains the measurements with some
/// likelihood; predictions average over the pairs by their posterior probability, so none is picked.
///
/// - Source: equations (2)–(5) of METHOD.md; Hoeting et al. (1999), "Bayesian model averaging".
package struct CurvePosterior: Sendable {
    /// A measured duration.
    package struct Point: Hashable, Sendable {
        /// The amount of memory in MB.
        package let megabytes: Double
        /// The duration in ms.
        package let milliseconds: Double
        /// The variance of the logarithm of the duration.
        package let logVariance: Double

        package init(megabytes: Double, milliseconds: Double, logVariance: Double) {
            self.megabytes = megabytes
            self.milliseconds = milliseconds
            self.logVariance = logVariance
        }
    }

    /// One shape under one process, with what it makes of the data.
    struct Component: Sendable {
        let shape: DurationShape
        let process: Int
        let weight: Double
        /// `K⁻¹ r`: what the residuals pull predictions by.
        let pull: [Double]
    }

    let positions: [Double]
    let processes: [ResidualProcess]
    let factors: [CholeskyFactor?]
    let components: [Component]
    /// Added to every logarithm: the mean log duration.
    let center: Double

    /// Averages a library over the points.
    ///
    /// - Edge cases: with no points the curve is one millisecond give or take a factor of 20.
    /// - Cost: about shapes × processes × points² ÷ 2 multiplications.
    package init(
        points: [Point],
        library: ShapeLibrary,
        processes: [ResidualProcess] = ResidualProcess.candidates
    ) {
        let positions = points.map { log2($0.megabytes) }
        let logs = points.map { log($0.milliseconds) }
        let center = logs.isEmpty ? 0 : logs.reduce(0, +) / Double(logs.count)
        let factors = processes.map { process in
            CholeskyFactor(order: points.count) { row, column in
                ResidualProcess.factorVariance
                    + process.covariance(positions[row], positions[column])
                    + (row == column ? points[row].logVariance : 0)
            }
        }
        let residuals = library.entries.map { entry in
            zip(points, logs).map {
                $1 - center - log(entry.shape.relativeDuration(at: $0.megabytes))
            }
        }
        let scores = Self.scores(library, processes, factors, residuals)
        self.positions = positions
        self.processes = processes
        self.factors = factors
        self.center = center
        self.components = Self.kept(scores, library, factors, residuals)
    }

    private struct Score {
        let entry: Int
        let process: Int
        let logWeight: Double
    }

    /// The log posterior weight of every pair, up to a constant.
    private static func scores(
        _ library: ShapeLibrary,
        _ processes: [ResidualProcess],
        _ factors: [CholeskyFactor?],
        _ residuals: [[Double]]
    ) -> [Score] {
        var scores: [Score] = []
        scores.reserveCapacity(processes.count * library.entries.count)
        for (index, factor) in factors.enumerated() {
            guard let factor else { continue }
            let constant = processes[index].logPrior - factor.halfLogDeterminant
            for (entry, residual) in residuals.enumerated() {
                let misfit = factor.squaredNorm(of: residual) / 2
                let logWeight = library.entries[entry].logPrior + constant - misfit
                scores.append(Score(entry: entry, process: index, logWeight: logWeight))
            }
        }
        return scores
    }

    /// The components that matter, with weights that add up to one.
    private static func kept(
        _ scores: [Score],
        _ library: ShapeLibrary,
        _ factors: [CholeskyFactor?],
        _ residuals: [[Double]]
    ) -> [Component] {
        let top = scores.lazy.map(\.logWeight).max() ?? 0
        // e⁻⁹ of the best: together what is dropped weighs well under a percent.
        let relevant = scores.filter { $0.logWeight > top - 9 }
        let total = relevant.reduce(0) { $0 + exp($1.logWeight - top) }
        return relevant.compactMap { score in
            factors[score.process].map { factor in
                Component(
                    shape: library.entries[score.entry].shape,
                    process: score.process,
                    weight: exp(score.logWeight - top) / total,
                    pull: factor.solution(of: residuals[score.entry])
                )
            }
        }
    }
}
