/// How throughput grows with processors: the Universal Scalability Law, or Amdahl's as its case
/// without coherency.
///
/// - Shape: `X(N) = λ N ÷ (1 + σ (N − 1) + κ N (N − 1))`.
/// - Source: Gunther, "Guerrilla Capacity Planning" (2007), equation 4.31; Amdahl, "Validity of the
///   Single Processor Approach" (1967) with `σ = 1 − parallel fraction` and `κ = 0`.
package struct ScalingLaw: Hashable, Sendable {
    /// Throughput of one processor, λ, in the unit of the observations.
    package let single: Double

    /// The share of the work that queues for something shared, σ, 0…1.
    package let contention: Double

    /// The cost of keeping each pair of processors consistent, κ, 0 or more.
    package let coherency: Double

    /// What is left of the sum of squared relative deviations.
    package let residual: Double

    /// Throughput seen with a number of processors.
    package struct Observation: Hashable, Sendable {
        /// Processors, or vCPUs: 1 or more.
        package let processors: Double

        /// Work done in a unit of time.
        package let throughput: Double

        package init(processors: Double, throughput: Double) {
            self.processors = processors
            self.throughput = throughput
        }
    }
}

extension ScalingLaw {
    /// The throughput expected with a number of processors.
    package func throughput(with processors: Double) -> Double {
        single * processors
            / (1 + contention * (processors - 1) + coherency * processors * (processors - 1))
    }

    /// The share of the work, 0…1, that more processors can take over.
    package var parallelFraction: Double { 1 - contention }

    /// The number of processors beyond which more make it slower; nil where there is none.
    ///
    /// - Source: Gunther (2007), equation 4.33.
    package var peakProcessors: Double? {
        coherency > 0 ? ((1 - contention) / coherency).squareRoot() : nil
    }
}

/// What the law is fitted with: all three parameters, or Amdahl's two.
package enum ScalingLawKind: String, Hashable, Sendable {
    case amdahl
    case universal

    /// How many parameters are fitted.
    var parameters: Int { self == .amdahl ? 2 : 3 }
}

extension ScalingLaw {
    /// The law of one kind that comes closest in least squares.
    ///
    /// - Edge cases: nil with fewer observations than parameters, with all of them at one number of
    ///   processors, or with a throughput that is not positive.
    /// - Source: Levenberg–Marquardt, started from the quadratic transform of Gunther (2007), §5.2.
    package init?(_ kind: ScalingLawKind, fitting observations: [Observation]) {
        let counts = Set(observations.map(\.processors))
        guard observations.count >= kind.parameters, counts.count >= min(kind.parameters, 2),
            observations.allSatisfy({ $0.throughput > 0 && $0.processors >= 1 })
        else { return nil }
        var fit = ScalingFit(kind, observations)
        fit.run()
        single = fit.values[0]
        contention = fit.values[1]
        coherency = kind == .universal ? fit.values[2] : 0
        residual = fit.sumOfSquares(fit.values)
    }

    /// The kind of law that the observations speak for, by the corrected information criterion.
    ///
    /// - Source: Hurvich and Tsai, "Regression and Time Series Model Selection in Small Samples",
    ///   Biometrika 76 (1989).
    package static func better(
        fitting observations: [Observation]
    ) -> (kind: ScalingLawKind, law: ScalingLaw)? {
        guard let amdahl = ScalingLaw(.amdahl, fitting: observations) else { return nil }
        guard let universal = ScalingLaw(.universal, fitting: observations),
            universal.coherency > 0,
            criterion(universal, .universal, observations.count)
                < criterion(amdahl, .amdahl, observations.count)
        else { return (.amdahl, amdahl) }
        return (.universal, universal)
    }

    private static func criterion(
        _ law: ScalingLaw,
        _ kind: ScalingLawKind,
        _ count: Int
    ) -> Double {
        // The deviation itself is one parameter more.
        let (n, k) = (Double(count), Double(kind.parameters + 1))
        guard n > k + 1 else { return .infinity }
        let error = max(law.residual, 1e-30)
        return n * logarithm(error / n) + 2 * k + 2 * k * (k + 1) / (n - k - 1)
    }
}
