/// A pseudo-random number for each index, without any state to carry from one to the next.
///
/// - Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014;
///   the finaliser is David Stafford's variant 13, as in Vigna's `splitmix64.c`. Index `i` gives the
///   generator's output number `i` (from 0) after seeding.
struct SplitMix: Sendable {
    /// The seed.
    let seed: UInt64

    /// The number at an index: 64 evenly distributed bits.
    @inline(__always)
    func callAsFunction(_ index: Int) -> UInt64 {
        var z = seed &+ (UInt64(truncatingIfNeeded: index) &+ 1) &* 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z &>> 31)
    }
}
