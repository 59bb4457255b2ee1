package import LambdaPlatform

/// How likely each part of a curve is before anything is measured.
///
/// - Source: the axes are physical (equation (2) of METHOD.md); the weights were estimated on published
///   Lambda measurements by empirical Bayes, as METHOD.md describes.
package struct CurvePrior: Hashable, Sendable {
    /// A value of an axis with its prior weight; weights of an axis need not add up to one.
    package struct Weighted: Hashable, Sendable {
        package let value: Double
        package let weight: Double
    }

    /// The memory that carries one vCPU, in MB.
    package var knees: [Weighted]

    /// Waiting at one vCPU over all CPU time there.
    package var waitingRatios: [Weighted]

    /// The share of the CPU time that spreads over every processor.
    package var parallelShares: [Weighted]

    /// The most processors that this share keeps busy; infinite for all that there are.
    package var processorLimits: [Weighted]

    /// The power of memory with which waiting speeds up.
    package var waitingExponents: [Weighted]

    /// The share of the waiting during which the quota refills for the work that follows.
    package var overlaps: [Weighted]

    /// How much longer everything takes at 128 MB because memory is short, as a share.
    package var pressures: [Weighted]

    /// The power of 128 MB over memory with which that falls.
    package var pressurePowers: [Weighted]

    /// The standard deviation of the smooth correction, in log duration.
    package var amplitudes: [Weighted]

    /// The standard deviation of a measured duration about its curve, in log duration.
    package var noises: [Weighted]

    /// The probability that a measured duration is an outlier.
    package var outlierShare: Double
}

extension CurvePrior {
    /// The prior for functions deployed on AWS, or measured by someone else.
    ///
    /// - Edge cases: an unknown architecture is taken as x86_64, the default of Lambda.
    package static func deployed(on architecture: Architecture?) -> CurvePrior {
        var prior = trained
        prior.knees = architecture == .arm64 ? armKnees : x86Knees
        return prior
    }

    /// The prior for runs whose quota this program set: the knee is known and hosts do not change.
    package static func local(_ platform: PlatformModel, usesThreads: Bool) -> CurvePrior {
        var prior = trained
        prior.knees = [Weighted(value: platform.megabytesPerVCPU, weight: 1)]
        prior.noises = weighted([0.01, 0.03, 0.1], [0.8, 0.15, 0.05])
        prior.outlierShare = 0.02
        if !usesThreads { prior.parallelShares = [Weighted(value: 0, weight: 1)] }
        return prior
    }

    /// Pairs values with weights.
    static func weighted(_ values: [Double], _ weights: [Double]) -> [Weighted] {
        zip(values, weights).map { Weighted(value: $0, weight: $1) }
    }
}
