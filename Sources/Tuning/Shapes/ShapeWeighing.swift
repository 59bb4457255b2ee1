import Estimation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The posterior probability of every shape under every process and outlier guess.
///
/// - Source: equation (4) of METHOD.md.
struct ShapeWeighing {
    let library: ShapeLibrary
    let positions: [Double]
    /// The variance that sampling leaves on each point.
    let variances: [Double]
    /// The residual of every shape at each point: point by point, shape by shape.
    let residuals: [[Double]]

    private(set) var settings: [CurvePosterior.Setting] = []
    private(set) var components: [CurvePosterior.Component] = []
    private(set) var logEvidence = 0.0

    /// How far below the likeliest explanation another may lie and still count, in log likelihood.
    private static let cut = 8.0

    /// How many explanations count at most: the likeliest, whatever their prior.
    private static let most = 1_500

    /// The log odds against an outlier when explanations are ranked.
    private static let outlierRank = log(0.05)

    init(
        library: ShapeLibrary,
        positions: [Double],
        variances: [Double],
        residuals: [[Double]]
    ) {
        self.library = library
        self.positions = positions
        self.variances = variances
        self.residuals = residuals
        self.active = Array(library.shapes.indices)
        self.activePriors = library.logPriors
        self.activeResiduals = residuals
    }

    /// The shapes that are still weighed, with their priors and residuals in the same order.
    private var active: [Int]
    private var activePriors: [Double]
    private var activeResiduals: [[Double]]

    private var pointCount: Int { positions.count }

    /// How likely the points are under one setting, shape by shape.
    private struct Scored {
        let process: ResidualProcess
        let precision: [Double]
        /// The point taken as an outlier.
        let outlier: Int?
        /// The log likelihoods, less what an outlier costs in the ranking.
        let ranks: [Double]
        /// What makes a rank and a shape's prior a log weight.
        let logPrior: Double
        let top: Double

        init(
            _ process: ResidualProcess,
            _ precision: [Double],
            outlier: Int? = nil,
            ranks: [Double],
            logPrior: Double
        ) {
            self.process = process
            self.precision = precision
            self.outlier = outlier
            self.ranks = ranks
            self.logPrior = logPrior
            self.top = ranks.max() ?? -.infinity
        }
    }

    /// Weighs every component and keeps those that count.
    mutating func run() {
        dropHopelessShapes()
        let scored = library.processes.flatMap { scores(under: $0) }
        let least = Self.leastRank(scored)
        var kept: [CurvePosterior.Component] = []
        kept.reserveCapacity(Self.most)
        var counting: [Scored] = []
        for score in scored where score.top > least {
            let setting = counting.count
            score.ranks.withUnsafeBufferPointer { ranks in
                for index in ranks.indices where ranks[index] > least {
                    let logWeight = ranks[index] + score.logPrior + activePriors[index]
                    kept.append(.init(shape: active[index], setting: setting, weight: logWeight))
                }
            }
            counting.append(score)
        }
        let top = kept.map(\.weight).max() ?? 0
        var sums = [Double](repeating: 0, count: counting.count)
        for index in kept.indices {
            kept[index].weight = exp(kept[index].weight - top)
            sums[kept[index].setting] += kept[index].weight
        }
        let total = sums.reduce(0, +)
        logEvidence = top + log(total)
        settings = zip(counting, sums).map { score, sum in
            .init(
                process: score.process,
                precision: score.precision,
                outlier: score.outlier,
                weight: sum / total
            )
        }
        for index in kept.indices { kept[index].weight /= total }
        components = kept
    }

    /// The rank above which explanations count.
    ///
    /// - Source: Madigan and Raftery (1994), "Model selection and accounting for model uncertainty":
    ///   Occam's window.
    private static func leastRank(_ scored: [Scored]) -> Double {
        let top = scored.map(\.top).max() ?? 0
        let bins = 1_024
        let scale = Double(bins) / cut
        var counts = [Int](repeating: 0, count: bins + 1)
        for score in scored where score.top > top - cut {
            score.ranks.withUnsafeBufferPointer { ranks in
                for rank in ranks where rank > top - cut {
                    counts[Int((top - rank) * scale)] += 1
                }
            }
        }
        var sum = 0
        for (bin, count) in counts.enumerated() {
            sum += count
            if sum > most { return top - cut * Double(max(bin, 1)) / Double(bins) }
        }
        return top - cut
    }

    /// How likely the points are under one process: without an outlier, then with each point as one.
    private func scores(under process: ResidualProcess) -> [Scored] {
        let factor = CholeskyFactor(order: pointCount) { row, column in
            process.covariance(positions[row], positions[column])
                + (row == column ? process.noise * process.noise + variances[row] : 0)
        }
        guard let factor else { return [] }
        let precision = factor.inverse
        let pulls = pulls(precision)
        let share = library.outlierShare
        let clean = process.logPrior + Double(pointCount) * log1p(-share)
        var ranks = [Double](repeating: -factor.halfLogDeterminant, count: active.count)
        for (residual, pull) in zip(activeResiduals, pulls) {
            ranks.subtractHalfProduct(residual, pull)
        }
        var scored = [Scored(process, precision, ranks: ranks, logPrior: clean)]
        // Two points cannot say which of them is off.
        guard pointCount > 2, share > 0 else { return scored }
        let odds = log(share) - log1p(-share) - Self.outlierRank
        for point in 0..<pointCount {
            let update = OutlierUpdate(point: point, precision: precision, order: pointCount)
            var shifted = ranks
            shifted.addScaledSquare(
                pulls[point],
                shift: update.pullShift,
                scale: update.gain / 2,
                offset: Self.outlierRank - update.halfLogDeterminant - update.shiftLoss
            )
            scored.append(
                Scored(
                    process,
                    update.precision,
                    outlier: point,
                    ranks: shifted,
                    logPrior: clean + odds
                )
            )
        }
        return scored
    }

    /// `K⁻¹ r` of every shape: point by point, shape by shape.
    private func pulls(_ precision: [Double]) -> [[Double]] {
        (0..<pointCount).map { row in
            var pull = [Double](repeating: 0, count: active.count)
            for column in 0..<pointCount {
                pull.add(activeResiduals[column], scale: precision[row * pointCount + column])
            }
            return pull
        }
    }

    /// Leaves out shapes that even the most forgiving process, with the outlier that suits each best,
    /// finds far less likely than the best shape; stricter processes only find them less likely.
    private mutating func dropHopelessShapes() {
        let forgiving = library.processes.max {
            $0.amplitude + $0.noise < $1.amplitude + $1.noise
        }
        // With few points hardly any shape is hopeless.
        guard pointCount >= 5, let forgiving else { return }
        let variants = scores(under: forgiving).map(\.ranks)
        guard var best = variants.first else { return }
        for variant in variants.dropFirst() {
            for index in best.indices { best[index] = max(best[index], variant[index]) }
        }
        let least = (best.max() ?? 0) - 1.25 * Self.cut
        let kept = best.indices.filter { best[$0] > least }
        active = kept
        activePriors = kept.map { activePriors[$0] }
        activeResiduals = activeResiduals.map { residual in kept.map { residual[$0] } }
    }
}
