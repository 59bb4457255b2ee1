#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The smooth departure of a real curve from every physical shape.
///
/// - Shape: a Gaussian process on log duration over log₂ memory with covariance
///   `s² + A² exp(−|x − x′| ÷ ℓ)`: an unknown factor `s` and a correction of size `A` that returns to
///   none away from the data.
/// - Source: Rasmussen and Williams (2006), "Gaussian Processes for Machine Learning", eq. 4.14.
package struct ResidualProcess: Hashable, Sendable {
    /// The standard deviation of the correction, in log duration.
    package let amplitude: Double

    /// The distance over which the correction is forgotten, in doublings of memory.
    package let lengthScale: Double

    /// The logarithm of this process's prior probability.
    package let logPrior: Double

    package init(amplitude: Double, lengthScale: Double, logPrior: Double) {
        self.amplitude = amplitude
        self.lengthScale = lengthScale
        self.logPrior = logPrior
    }
}

extension ResidualProcess {
    /// The variance of the unknown factor: wide enough to say nothing.
    static let factorVariance = 9.0

    /// The covariance of the correction at two amounts of memory, given as their log₂.
    package func covariance(_ left: Double, _ right: Double) -> Double {
        amplitude * amplitude * exp(-abs(left - right) / lengthScale)
    }

    /// The processes that are averaged over.
    package static let candidates: [ResidualProcess] = [
        ResidualProcess(amplitude: 0.005, lengthScale: 2, logPrior: log(0.3)),
        ResidualProcess(amplitude: 0.04, lengthScale: 2, logPrior: log(0.4)),
        ResidualProcess(amplitude: 0.16, lengthScale: 2, logPrior: log(0.3)),
    ]
}
