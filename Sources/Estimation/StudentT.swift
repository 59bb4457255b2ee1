#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Student's distribution, which replaces the normal one when a spread is itself estimated.
package struct StudentT: Hashable, Sendable {
    /// How many independent numbers the spread was estimated from.
    package let degreesOfFreedom: Double

    /// Takes the degrees of freedom, at least one.
    package init(degreesOfFreedom: Double) {
        self.degreesOfFreedom = max(1, degreesOfFreedom)
    }

    /// The value that is not exceeded with the given probability.
    ///
    /// - Shape: exact for one and two degrees; otherwise within 0.5 % for probabilities 0.9…0.975
    ///   from three degrees on.
    /// - Source: Hill (1970), Algorithm 396, "Student's t-quantiles", Comm. ACM 13 (10).
    package func quantile(_ probability: Double) -> Double {
        let twoTailed = 2 * min(probability, 1 - probability)
        guard twoTailed < 1 else { return 0 }
        let magnitude = upperQuantile(twoTailed)
        return probability < 0.5 ? -magnitude : magnitude
    }

    /// The distance from zero that both tails together exceed with the given probability.
    private func upperQuantile(_ twoTailed: Double) -> Double {
        let n = degreesOfFreedom
        if n <= 1 {
            let angle = twoTailed * .pi / 2
            return cos(angle) / sin(angle)
        }
        if n == 2 { return (2 / (twoTailed * (2 - twoTailed)) - 2).squareRoot() }
        let a = 1 / (n - 0.5)
        let b = 48 / (a * a)
        var c = ((20_700 * a / b - 98) * a - 16) * a + 96.36
        let d = ((94.5 / (b + c) - 3) / b + 1) * (a * Double.pi / 2).squareRoot() * n
        var y = pow(d * twoTailed, 2 / n)
        if y > 0.05 + a {
            let x = NormalDistribution.quantile(twoTailed / 2)
            y = x * x
            if n < 5 { c += 0.3 * (n - 4.5) * (x + 0.6) }
            c = (((0.05 * d * x - 5) * x - 7) * x - 2) * x + b + c
            y = (((((0.4 * y + 6.3) * y + 36) * y + 94.5) / c - y - 3) / b + 1) * x
            y = expm1(a * y * y)
        } else {
            let first = 1 / (((n + 6) / (n * y) - 0.089 * d - 0.822) * (n + 2) * 3)
            y = ((first + 0.5 / (n + 4)) * y - 1) * (n + 1) / (n + 2) + 1 / y
        }
        return (n * y).squareRoot()
    }
}
