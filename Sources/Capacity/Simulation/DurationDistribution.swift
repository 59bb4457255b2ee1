#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// How long something takes, as a distribution to draw from.
///
/// - Unit: milliseconds.
package struct DurationDistribution: Hashable, Sendable {
    /// The form of the distribution.
    enum Form: Hashable, Sendable {
        case constant
        case exponential
        /// The parameters of the logarithm, in ms.
        case lognormal(mu: Double, sigma: Double)
        /// Observed durations, each as likely as the others.
        case observed([Double])
    }

    /// The form of the distribution.
    let form: Form

    /// The mean, in ms.
    package let meanMS: Double

    private init(form: Form, meanMS: Double) {
        self.form = form
        self.meanMS = meanMS
    }

    /// Nothing at all.
    package static let zero = DurationDistribution(form: .constant, meanMS: 0)

    /// Always the same duration.
    ///
    /// - Throws: ``Refusal/notADuration(milliseconds:)`` below 0 and for what is not finite.
    package static func constant(ms: Double) throws(Refusal) -> DurationDistribution {
        DurationDistribution(form: .constant, meanMS: try checked(ms))
    }

    /// Durations without memory.
    ///
    /// - Throws: ``Refusal/notADuration(milliseconds:)`` below 0 and for what is not finite.
    package static func exponential(meanMS: Double) throws(Refusal) -> DurationDistribution {
        DurationDistribution(form: .exponential, meanMS: try checked(meanMS))
    }

    /// Durations whose logarithm is normally distributed.
    ///
    /// - Parameters:
    ///   - medianMS: The duration that half of them stay below.
    ///   - sigma: The standard deviation of the natural logarithm, 0…5.
    /// - Returns: The distribution.
    /// - Throws: ``Refusal`` for a median or a spread that cannot be.
    package static func lognormal(
        medianMS: Double,
        sigma: Double
    ) throws(Refusal) -> DurationDistribution {
        guard (0...5).contains(sigma) else { throw .notASpread(sigma: sigma) }
        let median = try checked(medianMS)
        guard median > 0 else { throw .notADuration(milliseconds: medianMS) }
        return DurationDistribution(
            form: .lognormal(mu: log(median), sigma: sigma),
            meanMS: median * exp(sigma * sigma / 2)
        )
    }

    /// Durations drawn with replacement from observed ones.
    ///
    /// - Throws: ``Refusal`` when there are none or one cannot be.
    package static func observed(ms: [Double]) throws(Refusal) -> DurationDistribution {
        guard !ms.isEmpty else { throw .noObservations }
        for value in ms { _ = try checked(value) }
        return DurationDistribution(
            form: .observed(ms.sorted()),
            meanMS: ms.reduce(0, +) / Double(ms.count)
        )
    }

    private static func checked(_ milliseconds: Double) throws(Refusal) -> Double {
        guard milliseconds >= 0, milliseconds.isFinite else {
            throw .notADuration(milliseconds: milliseconds)
        }
        return milliseconds
    }
}

extension DurationDistribution {
    /// Draws a duration, in seconds.
    @inline(__always)
    func seconds(_ random: inout EventRandom) -> Double {
        switch form {
        case .constant: meanMS * 1e-3
        case .exponential: meanMS * 1e-3 * random.exponential()
        case .lognormal(let mu, let sigma): exp(mu + sigma * random.normal()) * 1e-3
        case .observed(let values): values[random.index(below: values.count)] * 1e-3
        }
    }

    /// Why a distribution was refused.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case notADuration(milliseconds: Double)
        case notASpread(sigma: Double)
        case noObservations

        package var description: String {
            switch self {
            case .notADuration(let milliseconds):
                "\(milliseconds) ms is no duration: give a finite number from 0."
            case .notASpread(let sigma):
                "\(sigma) is no spread of a logarithm: give 0 to 5."
            case .noObservations:
                "There are no durations to draw from: measure at least one invocation."
            }
        }
    }
}

/// How long a function's invocations take at one memory setting.
package struct ServiceTimes: Hashable, Sendable {
    /// The duration of a warm invocation.
    package let warm: DurationDistribution

    /// The duration of the first invocation of an environment, INIT aside.
    package let cold: DurationDistribution

    /// The duration of INIT.
    package let initial: DurationDistribution

    /// Takes the three; without figures of its own a first invocation takes as long as a warm one.
    package init(
        warm: DurationDistribution,
        cold: DurationDistribution? = nil,
        initial: DurationDistribution = .zero
    ) {
        self.warm = warm
        self.cold = cold ?? warm
        self.initial = initial
    }
}
