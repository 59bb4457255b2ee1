#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The random numbers of one simulation: the same for the same seed.
///
/// - Shape: SplitMix64, period 2⁶⁴. It stands here, beside its only user, so that the compiler can
///   inline it into the event loop.
/// - Source: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators".
struct EventRandom: Sendable {
    private var state: UInt64

    /// The second of a pair of normal numbers, kept for the next call.
    private var spareNormal: Double?

    init(seed: UInt64) {
        self.state = seed
    }

    @inline(__always)
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A number drawn evenly from 0 up to but not including 1.
    @inline(__always)
    mutating func uniform() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A whole number drawn evenly from 0 up to but not including a bound.
    @inline(__always)
    mutating func index(below bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A number drawn from the exponential distribution of mean 1.
    @inline(__always)
    mutating func exponential() -> Double {
        -log(1 - uniform())
    }

    /// A number drawn from the standard normal distribution.
    ///
    /// - Source: Marsaglia and Bray (1964), the polar method.
    mutating func normal() -> Double {
        if let spare = spareNormal {
            spareNormal = nil
            return spare
        }
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let square = x * x + y * y
            guard square < 1, square > 0 else { continue }
            let factor = (-2 * log(square) / square).squareRoot()
            spareNormal = y * factor
            return x * factor
        }
    }
}
