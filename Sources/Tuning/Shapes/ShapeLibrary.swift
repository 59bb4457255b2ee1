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
                for (exponent, overlap, pressure, power) in Self.circumstances(of: prior) {
                    let shape = DurationShape(
                        waiting: waiting.value,
                        serial: 1 - parallel.value,
                        parallel: parallel.value,
                        processorLimit: limit.value,
                        kneeMB: knee.value,
                        waitingExponent: exponent.value,
                        overlap: overlap.value,
                        pressure: pressure.value,
                        pressurePower: power.value
                    )
                    guard shape.isWorthTelling else { continue }
                    let mix = knee.weight * waiting.weight * parallel.weight * limit.weight
                    let rest = exponent.weight * overlap.weight * pressure.weight * power.weight
                    shapes.append(shape)
                    logPriors.append(log(mix * rest))
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

    /// Every combination of how waiting speeds up, how far the quota refills meanwhile, and how short
    /// memory is, where.
    private static func circumstances(
        of prior: CurvePrior
    ) -> [(CurvePrior.Weighted, CurvePrior.Weighted, CurvePrior.Weighted, CurvePrior.Weighted)] {
        prior.waitingExponents.flatMap { exponent in
            prior.overlaps.flatMap { overlap in
                prior.pressures.flatMap { pressure in
                    prior.pressurePowers.map { (exponent, overlap, pressure, $0) }
                }
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
    /// itself, waiting that overlaps only with the work of one thread, mixes of threads only where CPU
    /// time matters, a limit to the processors only where half of the CPU time or more is parallel, and
    /// a shortage at the smallest setting alone only where waiting dominates.
    fileprivate var isWorthTelling: Bool {
        if pressurePower > 2 {
            return pressure > 1 && waiting > 1 && parallel == 0 && waitingExponent == 0
                && overlap == 0 && processorLimit == .infinity
        }
        if overlap > 0 {
            return waiting > 0.04 && parallel == 0 && waitingExponent == 0
                && processorLimit == .infinity && pressure == 0
        }
        if processorLimit.isFinite {
            guard waitingExponent == 0, waiting < 1.5, [0.5, 0.9, 1].contains(parallel),
                pressure != 0.12, pressure < 2
            else { return false }
        }
        if waitingExponent > 0 { return waiting > 0 && parallel == 0 && pressure == 0 }
        return waiting < 6 || parallel == 0 || parallel == 1
    }
}
