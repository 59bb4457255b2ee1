package import LambdaPlatform

/// What profiling a function with one strategy found out.
package struct FunctionProfile: Hashable, Sendable, Codable {
    /// The unthrottled invocations, each with the cost of being stopped; at least one.
    package let runs: [CPUProfile]

    /// The CPU time with all threads on one processor over that with every processor.
    ///
    /// - Shape: about 1 where threads sleep while they wait; well above where they spin.
    /// - Edge cases: nil where the function used one processor only, or threads cannot be bound.
    package let crowdedGrowth: Double?

    /// The duration of INIT, in ms, where it succeeded apart from an invocation.
    package let initMS: Double?

    /// The most memory that was in use, in bytes, where known.
    package let peakBytes: UInt64?

    package init(
        runs: [CPUProfile],
        crowdedGrowth: Double? = nil,
        initMS: Double? = nil,
        peakBytes: UInt64? = nil
    ) {
        self.runs = runs
        self.crowdedGrowth = crowdedGrowth
        self.initMS = initMS
        self.peakBytes = peakBytes
    }
}

extension FunctionProfile {
    /// The growth of CPU time on one processor from which on threads are said to spin.
    ///
    /// Threads that sleep while they wait stay within 10 % of 1, noise included.
    package static let spinningGrowth = 1.3

    /// Whether threads burn CPU time while they wait for each other.
    package var spins: Bool { (crowdedGrowth ?? 1) >= Self.spinningGrowth }
}
