#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Every shape that a duration curve may have, with how likely each is before measuring.
package struct ShapeLibrary: Hashable, Sendable {
    /// The shapes.
    package let shapes: [DurationShape]

    /// The logarithm of each shape's prior probability.
    package let logPriors: [Double]

    /// The corrections and noise levels that every shape is combined with.
    package private(set) var processes: [ResidualProcess]

    /// The probability that a measured duration is an outlier.
    package private(set) var outlierShare: Double

    /// Lists every physical combination of a prior's parts.
    package init(prior: CurvePrior) {
        var shapes: [DurationShape] = []
        var logPriors: [Double] = []
        for (knee, waiting, parallel) in Self.mixes(of: prior) {
            for limit in prior.processorLimits {
                for exponent in prior.waitingExponents {
                    for pressure in prior.pressures {
                        let shape = DurationShape(
                            waiting: waiting.value,
                            serial: 1 - parallel.value,
                            parallel: parallel.value,
                            processorLimit: limit.value,
                            kneeMB: knee.value,
                            waitingExponent: exponent.value,
                            pressure: pressure.value
                        )
                        guard shape.isWorthTelling else { continue }
                        let weight = knee.weight * waiting.weight * parallel.weight
                        let rest = limit.weight * exponent.weight * pressure.weight
                        shapes.append(shape)
                        logPriors.append(log(weight * rest))
                    }
                }
            }
        }
        self.shapes = shapes
        self.logPriors = logPriors
        self.processes = ResidualProcess.combinations(prior)
        self.outlierShare = prior.outlierShare
    }

    /// Every combination of a knee with shares of waiting and of parallel work.
    private static func mixes(
        of prior: CurvePrior
    ) -> [(CurvePrior.Weighted, CurvePrior.Weighted, CurvePrior.Weighted)] {
        prior.knees.flatMap { knee in
            prior.waitingRatios.flatMap { waiting in
                prior.parallelShares.map { (knee, waiting, $0) }
            }
        }
    }

    /// The shapes under one middling process without outliers: enough to rank fits by, and quick.
    var screen: ShapeLibrary {
        var screen = self
        let ordered = processes.sorted { ($0.noise, $0.amplitude) < ($1.noise, $1.amplitude) }
        screen.processes = Array(ordered.dropFirst(ordered.count / 2).prefix(1))
        screen.outlierShare = 0
        return screen
    }

    /// The logarithm of every shape's relative duration at an amount of memory in MB.
    package func logDurations(at megabytes: Double) -> [Double] {
        shapes.map { log($0.relativeDuration(at: megabytes)) }
    }
}

extension DurationShape {
    /// Whether the shape differs from the others enough to be listed: waiting that speeds up only by
    /// itself, mixes of threads only where CPU time matters, and a limit to the processors only where
    /// half of the CPU time or all of it is parallel.
    fileprivate var isWorthTelling: Bool {
        if processorLimit.isFinite {
            guard waitingExponent == 0, waiting < 1.5, parallel == 0.5 || parallel == 1,
                pressure != 0.12, pressure < 2
            else { return false }
        }
        if waitingExponent > 0 { return waiting > 0 && parallel == 0 && pressure == 0 }
        return waiting < 6 || parallel == 0 || parallel == 1
    }
}
