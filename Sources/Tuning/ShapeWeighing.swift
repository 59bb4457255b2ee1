import Estimation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The posterior probability of every shape under every process and outlier guess.
///
/// - Source: equations (3) and (4) of METHOD.md.
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

    /// How far below the best a log weight may lie and still count: e⁻⁷ is 0.1 %.
    private static let cut = 7.0

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

    /// One setting's log weights, shape by shape.
    private struct Scored {
        let process: ResidualProcess
        let precision: [Double]
        let logWeights: [Double]
        let top: Double

        init(_ process: ResidualProcess, _ precision: [Double], _ logWeights: [Double]) {
            self.process = process
            self.precision = precision
            self.logWeights = logWeights
            self.top = logWeights.max() ?? -.infinity
        }
    }

    /// Weighs every component and keeps those that count.
    mutating func run() {
        dropHopelessShapes()
        let scored = library.processes.flatMap { scores(under: $0) }
        let top = scored.map(\.top).max() ?? 0
        var total = 0.0
        var kept: [CurvePosterior.Component] = []
        var weights: [Double] = []
        var counting: [Scored] = []
        for score in scored where score.top > top - Self.cut {
            var sum = 0.0
            for (index, logWeight) in score.logWeights.enumerated()
            where logWeight > top - Self.cut {
                let weight = exp(logWeight - top)
                sum += weight
                kept.append(.init(shape: active[index], setting: counting.count, weight: weight))
            }
            total += sum
            weights.append(sum)
            counting.append(score)
        }
        logEvidence = top + log(total)
        settings = zip(counting, weights).map { score, weight in
            .init(process: score.process, precision: score.precision, weight: weight / total)
        }
        components = kept.map {
            .init(shape: $0.shape, setting: $0.setting, weight: $0.weight / total)
        }
    }

    /// The log weights under one process: without an outlier, then with each point as one.
    private func scores(under process: ResidualProcess) -> [Scored] {
        let factor = CholeskyFactor(order: pointCount) { row, column in
            process.covariance(positions[row], positions[column])
                + (row == column ? process.noise * process.noise + variances[row] : 0)
        }
        guard let factor else { return [] }
        let precision = factor.inverse
        let pulls = pulls(precision)
        let share = library.outlierShare
        let clean = Double(pointCount) * log1p(-share)
        let base = process.logPrior - factor.halfLogDeterminant
        var logWeights = activePriors.map { $0 + base + clean }
        for (residual, pull) in zip(activeResiduals, pulls) {
            logWeights.subtractHalfProduct(residual, pull)
        }
        var scored = [Scored(process, precision, logWeights)]
        // Two points cannot say which of them is off.
        guard pointCount > 2, share > 0 else { return scored }
        let odds = log(share) - log1p(-share)
        for point in 0..<pointCount {
            let update = OutlierUpdate(point: point, precision: precision, order: pointCount)
            var shifted = logWeights
            shifted.addScaledSquare(
                pulls[point],
                scale: update.gain / 2,
                offset: odds - update.halfLogDeterminant
            )
            scored.append(Scored(process, update.precision, shifted))
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
        let variants = scores(under: forgiving).map(\.logWeights)
        guard var best = variants.first else { return }
        for variant in variants.dropFirst() {
            for index in best.indices { best[index] = max(best[index], variant[index]) }
        }
        let least = (best.max() ?? 0) - 2 * Self.cut
        let kept = best.indices.filter { best[$0] > least }
        active = kept
        activePriors = kept.map { activePriors[$0] }
        activeResiduals = activeResiduals.map { residual in kept.map { residual[$0] } }
    }
}
