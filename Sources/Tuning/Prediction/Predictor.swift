package import Estimation
import LambdaPlatform

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Answers prediction tasks, remembering what does not depend on the task.
package struct Predictor: Sendable {
    private var libraries: [Architecture: Remembered] = [:]

    /// Whether short functions are given the steps of their quota.
    private let seesSteps: Bool

    package init(seesSteps: Bool = true) {
        self.seesSteps = seesSteps
    }

    /// The quota that Lambda keeps.
    private static let quota = EnforcedQuota(
        platform: .documented,
        preludeMS: BandwidthModel.managedRuntimePreludeMS
    )

    /// A shape library with the rows already worked out.
    private struct Remembered: Sendable {
        /// The rows kept at most: enough for every size in use, little enough to stay small.
        static let most = 512

        let library: ShapeLibrary
        var rows: [MemorySetting: [Double]] = [:]

        mutating func row(at memory: MemorySetting) -> [Double] {
            if let row = rows[memory] { return row }
            let row = library.logDurations(at: Double(memory.megabytes))
            if rows.count >= Self.most { rows.removeAll(keepingCapacity: true) }
            rows[memory] = row
            return row
        }
    }

    /// The predicted durations in ms, each with the interval that holds nine tenths of what a
    /// measurement there would show.
    ///
    /// - Shape: in the order of the settings wanted.
    package mutating func answers(to task: PredictionTask) -> [Estimate] {
        let architecture = task.architecture ?? .x86_64
        var remembered =
            libraries[architecture]
            ?? Remembered(library: ShapeLibrary(prior: .deployed(on: architecture)))
        // Taking it out keeps the rows from being copied on every task.
        libraries[architecture] = nil
        let fitted = FittedCurve(
            points: task.points,
            library: remembered.library,
            rows: task.trainedOn.map { remembered.row(at: $0) },
            quota: seesSteps ? Self.quota : nil
        )
        let posterior = fitted.posterior
        let noise = posterior.noiseVariance
        func belief(at memory: MemorySetting) -> LogBelief {
            posterior.belief(at: Double(memory.megabytes), row: remembered.row(at: memory))
        }
        let beliefs = task.wanted.map { belief(at: $0) }
        let means = posterior.heldMeans(beliefs) {
            task.trainedOn.sorted().map { belief(at: $0) }
        }
        let estimates = task.wanted.indices.map { index in
            Estimate(
                logMean: means[index] + posterior.center,
                variance: posterior.covariance(beliefs[index], beliefs[index]) + noise
            ).scaled(by: fitted.staircase?.factor(at: task.wanted[index]) ?? 1)
        }
        libraries[architecture] = remembered
        return estimates
    }
}
