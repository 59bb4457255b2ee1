import Estimation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What is believed about a duration curve after measuring: an average, not a pick.
///
/// Each physical shape, combined with each residual process and each guess at which point is an outlier,
/// explains the measurements with some likelihood; predictions average over all of them by their
/// posterior probability.
///
/// - Source: equations (3)–(6) of METHOD.md; Hoeting et al. (1999), "Bayesian model averaging".
package struct CurvePosterior: Sendable {
    /// A measured duration.
    package struct Point: Hashable, Sendable {
        /// The amount of memory in MB.
        package let megabytes: Double
        /// The duration in ms.
        package let milliseconds: Double
        /// The variance of the logarithm of the duration that few invocations leave.
        package let logVariance: Double

        package init(megabytes: Double, milliseconds: Double, logVariance: Double = 0) {
            self.megabytes = megabytes
            self.milliseconds = milliseconds
            self.logVariance = logVariance
        }

        /// The point with its duration divided by a positive factor.
        func divided(by factor: Double) -> Point {
            Point(
                megabytes: megabytes,
                milliseconds: milliseconds / factor,
                logVariance: logVariance
            )
        }
    }

    /// One process with one guess at the outlier: what its components share.
    struct Setting: Sendable {
        let process: ResidualProcess
        /// The inverse of the covariance of the points, row by row.
        let precision: [Double]
        /// The point that is taken as an outlier.
        let outlier: Int?
        /// The posterior probability of all its components.
        var weight: Double
    }

    /// One shape under one setting.
    struct Component: Sendable {
        let shape: Int
        var setting: Int
        var weight: Double
    }

    let library: ShapeLibrary
    /// The points' memory as log₂ MB.
    let positions: [Double]
    private(set) var settings: [Setting]
    private(set) var components: [Component]
    /// The points' log durations less those of each shape: point by point, shape by shape.
    let residuals: [[Double]]
    /// Added to every logarithm: the mean log duration.
    let center: Double
    /// The logarithm of how likely the points were, up to what all fits to them share.
    let logEvidence: Double

    /// Averages a library over the points.
    ///
    /// - Parameters:
    ///   - points: what was measured; memory and durations positive and finite.
    ///   - library: the shapes and processes.
    ///   - rows: `library.logDurations(at:)` of each point, where at hand.
    /// - Edge cases: with no points the curve is one millisecond give or take a factor of 140; with
    ///   one, its shape is the prior's.
    /// - Cost: about shapes × processes × points² multiplications.
    package init(points: [Point], library: ShapeLibrary, rows: [[Double]]? = nil) {
        let rows = rows ?? points.map { library.logDurations(at: $0.megabytes) }
        let logs = points.map { log($0.milliseconds) }
        let center = logs.isEmpty ? 0 : logs.reduce(0, +) / Double(logs.count)
        var weighing = ShapeWeighing(
            library: library,
            positions: points.map { log2($0.megabytes) },
            variances: points.map(\.logVariance),
            residuals: zip(rows, logs).map { row, log in row.map { log - center - $0 } }
        )
        weighing.run()
        self.library = library
        self.positions = weighing.positions
        self.center = center
        self.settings = weighing.settings
        self.components = weighing.components
        self.logEvidence = weighing.logEvidence
        self.residuals = weighing.residuals
    }
}

extension CurvePosterior {
    /// Keeps some components only, which hold the given sum of the probability, and the settings that
    /// they need.
    mutating func keep(_ kept: [Component], total: Double) {
        var positions = [Int?](repeating: nil, count: settings.count)
        var needed: [Setting] = []
        components = kept.map { component in
            var component = component
            component.weight /= total
            let position = positions[component.setting] ?? needed.count
            if position == needed.count {
                positions[component.setting] = position
                needed.append(settings[component.setting])
                needed[position].weight = 0
            }
            needed[position].weight += component.weight
            component.setting = position
            return component
        }
        settings = needed
    }
}
