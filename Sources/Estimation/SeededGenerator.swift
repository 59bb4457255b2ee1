/// Random numbers that are the same for the same seed.
///
/// - Shape: 64 bits a step, period 2⁶⁴; not for secrets.
/// - Source: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators",
///   with the constants of Vigna's public-domain `splitmix64.c`.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts the sequence of a seed.
    package init(seed: UInt64) {
        self.state = seed
    }

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}

extension SeededGenerator {
    /// A number drawn evenly from 0 up to but not including 1.
    package mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A number drawn from the standard normal distribution.
    package mutating func normal() -> Double {
        // Halfway points of the 2⁻⁵³ grid: never 0 or 1, whose quantiles are infinite.
        NormalDistribution.quantile((Double(next() >> 12) + 0.5) * 0x1p-52)
    }
}
