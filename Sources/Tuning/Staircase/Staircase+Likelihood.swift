import LambdaPlatform

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The single durations in ms that were seen at one amount of memory.
struct SingleDurations: Hashable, Sendable {
    let memory: MemorySetting
    let milliseconds: [Double]

    /// Their arithmetic mean.
    var mean: Double { milliseconds.reduce(0, +) / Double(max(milliseconds.count, 1)) }
}

extension Staircase {
    /// The share of durations that no phase explains.
    private static let strayShare = 0.02

    /// The density that a stray duration has: even over a factor of 28.
    private static let strayDensity = 0.3

    /// The logarithm of how likely single durations are when each starts at an unknown phase.
    ///
    /// A few invocations at a small setting tell little of its mean, which phases scatter by half, but
    /// much of where the steps lie.
    ///
    /// - Parameters:
    ///   - samples: the durations, by setting.
    ///   - scatter: the deviation of durations about their phase's, in log duration.
    /// - Returns: a log likelihood to compare staircases of the same durations by.
    /// - Shape: `Σ log((1 ÷ phases) Σ N(log d; log T(phase), scatter))`, with a floor for strays.
    func logLikelihood(of samples: [SingleDurations], scatter: Double) -> Double {
        samples.reduce(0.0) { sum, sample in
            let phases = spread(at: sample.memory).durationsMS.map { log(waitingMS + $0) }
            return sample.milliseconds.reduce(sum) { sum, duration in
                let position = log(duration)
                let density = phases.reduce(0.0) { density, phase in
                    let distance = (position - phase) / scatter
                    return density + exp(-distance * distance / 2)
                }
                let explained = density / Double(phases.count) / scatter
                return sum
                    + log((1 - Self.strayShare) * explained + Self.strayShare * Self.strayDensity)
            }
        }
    }
}
