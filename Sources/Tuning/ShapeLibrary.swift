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
        for knee in prior.knees {
            for waiting in prior.waitingRatios {
                for parallel in prior.parallelShares {
                    for exponent in prior.waitingExponents {
                        for pressure in prior.pressures {
                            let shape = DurationShape(
                                waiting: waiting.value,
                                serial: 1 - parallel.value,
                                parallel: parallel.value,
                                kneeMB: knee.value,
                                waitingExponent: exponent.value,
                                pressure: pressure.value
                            )
                            guard shape.isWorthTelling else { continue }
                            let weight = knee.weight * waiting.weight * parallel.weight
                            shapes.append(shape)
                            logPriors.append(log(weight * exponent.weight * pressure.weight))
                        }
                    }
                }
            }
        }
        self.shapes = shapes
        self.logPriors = logPriors
        self.processes = ResidualProcess.combinations(prior)
        self.outlierShare = prior.outlierShare
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
    /// itself, and mixes of threads only where CPU time matters.
    fileprivate var isWorthTelling: Bool {
        if waitingExponent > 0 { return waiting > 0 && parallel == 0 && pressure == 0 }
        return waiting < 6 || parallel == 0 || parallel == 1
    }
}
