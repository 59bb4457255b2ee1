package import Estimation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension CurvePosterior {
    /// The duration in ms with its 90 % interval.
    package func durationMS(at megabytes: Double) -> Estimate {
        durationMS(belief(at: megabytes))
    }

    /// The duration of which the belief is at hand.
    func durationMS(_ belief: LogBelief) -> Estimate {
        Estimate(logMean: belief.mean + center, variance: covariance(belief, belief))
    }

    /// How many times longer the first amount of memory takes than the second, with the interval.
    ///
    /// What both share, such as the unknown factor, cancels: the interval is narrower than that of
    /// either duration.
    package func ratio(of numerator: Double, to denominator: Double) -> Estimate {
        ratio(of: belief(at: numerator), to: belief(at: denominator))
    }

    /// The ratio of two durations of which the beliefs are at hand.
    func ratio(of top: LogBelief, to bottom: LogBelief) -> Estimate {
        let variance =
            covariance(top, top) + covariance(bottom, bottom) - 2 * covariance(top, bottom)
        return Estimate(logMean: top.mean - bottom.mean, variance: variance)
    }
}

extension Estimate {
    /// Half the width of a standard normal's 90 % interval.
    private static let normalHalfWidth = NormalDistribution.quantile(0.95)

    /// A log-normal quantity's median with the interval that holds nine tenths of it.
    package init(logMean: Double, variance: Double) {
        let half = Self.normalHalfWidth * max(variance, 0).squareRoot()
        self.init(value: exp(logMean), low: exp(logMean - half), high: exp(logMean + half))
    }
}
