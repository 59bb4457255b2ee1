#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The smooth departure of a real curve from its physical shape, and the noise on top.
///
/// - Shape: a Gaussian process on log duration over `x = log₂ memory` with covariance
///   `S² + A² (1 + r) e⁻ʳ`, `r = √3 |x − x′| ÷ ℓ`: an unknown factor `S` and a correction of size `A`
///   that returns to none away from the data; independent noise of deviation `σ`.
/// - Source: Rasmussen and Williams (2006), "Gaussian Processes for Machine Learning", eq. 4.17.
package struct ResidualProcess: Hashable, Sendable {
    /// The standard deviation of the correction, in log duration.
    package let amplitude: Double

    /// The standard deviation of the noise, in log duration.
    package let noise: Double

    /// The logarithm of this process's prior probability.
    package let logPrior: Double
}

extension ResidualProcess {
    /// The variance of the unknown factor: wide enough to say nothing.
    static let factorVariance = 9.0

    /// The distance over which the correction is forgotten, in doublings of memory.
    static let lengthScale = 1.5

    /// By how much an outlier lies above the curve on average, in log duration: busy neighbours, cold
    /// caches and slow hosts add time, and hardly anything takes it away.
    static let outlierShift = 0.25

    /// The standard deviation that an outlier adds, in log duration.
    static let outlierDeviation = 0.25

    /// The covariance at two amounts of memory, given as their log₂, of factor and correction.
    func covariance(_ left: Double, _ right: Double) -> Double {
        let distance = 3.0.squareRoot() * abs(left - right) / Self.lengthScale
        return Self.factorVariance + amplitude * amplitude * (1 + distance) * exp(-distance)
    }

    /// Every combination of a prior's amplitudes and noises.
    static func combinations(_ prior: CurvePrior) -> [ResidualProcess] {
        prior.amplitudes.flatMap { amplitude in
            prior.noises.map { noise in
                ResidualProcess(
                    amplitude: amplitude.value,
                    noise: noise.value,
                    logPrior: log(amplitude.weight * noise.weight)
                )
            }
        }
    }
}
