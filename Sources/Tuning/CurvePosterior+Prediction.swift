package import Estimation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What is believed about the logarithm of one duration, in terms of its parts.
struct LogBelief: Sendable {
    /// Amount of memory as log₂ MB.
    let position: Double
    /// The prediction of each component.
    let means: [Double]
    /// `L⁻¹ k` of each process, from which covariances follow.
    let solved: [[Double]]
    /// The average of the components' predictions.
    let mean: Double
}

extension CurvePosterior {
    /// The belief about the duration at an amount of memory.
    func belief(at megabytes: Double) -> LogBelief {
        let position = log2(megabytes)
        let covariances = processes.map { process in
            positions.map { ResidualProcess.factorVariance + process.covariance($0, position) }
        }
        let solved = zip(factors, covariances).map { $0?.forwardSolution(of: $1) ?? [] }
        let means = components.map { component in
            let pulled = zip(covariances[component.process], component.pull)
                .reduce(0) { $0 + $1.0 * $1.1 }
            return log(component.shape.relativeDuration(at: megabytes)) + pulled
        }
        let mean = zip(components, means).reduce(0) { $0 + $1.0.weight * $1.1 }
        return LogBelief(position: position, means: means, solved: solved, mean: mean)
    }

    /// The covariance of two logarithms of durations under the average.
    func covariance(_ left: LogBelief, _ right: LogBelief) -> Double {
        let within = processes.indices.map { index in
            processes[index].covariance(left.position, right.position)
                + ResidualProcess.factorVariance
                - zip(left.solved[index], right.solved[index]).reduce(0) { $0 + $1.0 * $1.1 }
        }
        var total = 0.0
        for (index, component) in components.enumerated() {
            let between = (left.means[index] - left.mean) * (right.means[index] - right.mean)
            total += component.weight * (within[component.process] + between)
        }
        return total
    }

    /// The duration in ms with its 90 % interval.
    package func durationMS(at megabytes: Double) -> Estimate {
        let belief = belief(at: megabytes)
        return estimate(belief.mean + center, max(0, covariance(belief, belief)))
    }

    /// How many times longer the first amount of memory takes than the second, with the interval.
    ///
    /// What both share, such as the unknown factor, cancels: the interval is narrower than that of
    /// either duration.
    package func ratio(of numerator: Double, to denominator: Double) -> Estimate {
        let top = belief(at: numerator)
        let bottom = belief(at: denominator)
        let variance =
            covariance(top, top) + covariance(bottom, bottom) - 2 * covariance(top, bottom)
        return estimate(top.mean - bottom.mean, max(0, variance))
    }

    private func estimate(_ mean: Double, _ variance: Double) -> Estimate {
        let half = NormalDistribution.quantile(0.95) * variance.squareRoot()
        return Estimate(value: exp(mean), low: exp(mean - half), high: exp(mean + half))
    }
}
