#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// How a duration depends on memory, up to a factor: the physical part of the model.
///
/// - Shape: `T(m) ∝ w (K ÷ m)^a + s ÷ min(m ÷ K, 1) + p ÷ min(m ÷ K, L)`, times `1 + c (128 ÷ m)²`,
///   where `K` carries one vCPU, `w` waits, `s` runs on one thread and `p` on as many as the share
///   feeds, up to `L`; never rising with memory.
/// - Source: equation (2) of METHOD.md.
package struct DurationShape: Hashable, Sendable {
    /// Waiting at one vCPU, relative to the other parts.
    package let waiting: Double

    /// CPU time of one thread, relative to the other parts.
    package let serial: Double

    /// CPU time that spreads over every processor, relative to the other parts.
    package let parallel: Double

    /// The most processors that the parallel part keeps busy; infinite where it takes all it sees.
    package let processorLimit: Double

    /// The memory that carries one vCPU, in MB.
    package let kneeMB: Double

    /// The power of memory with which waiting speeds up; 0 for waiting that nothing speeds up.
    package let waitingExponent: Double

    /// How much longer everything takes at 128 MB because memory is short, as a share.
    package let pressure: Double

    package init(
        waiting: Double,
        serial: Double,
        parallel: Double,
        processorLimit: Double = .infinity,
        kneeMB: Double,
        waitingExponent: Double = 0,
        pressure: Double = 0
    ) {
        self.waiting = waiting
        self.serial = serial
        self.parallel = parallel
        self.processorLimit = processorLimit
        self.kneeMB = kneeMB
        self.waitingExponent = waitingExponent
        self.pressure = pressure
    }
}

extension DurationShape {
    /// The relative duration at an amount of memory in MB.
    package func relativeDuration(at megabytes: Double) -> Double {
        let share = megabytes / kneeMB
        let wait = waitingExponent == 0 ? waiting : waiting * pow(share, -waitingExponent)
        let work = serial / min(share, 1) + parallel / min(share, processorLimit)
        guard pressure > 0 else { return wait + work }
        let shortage = 128 / megabytes
        return (wait + work) * (1 + pressure * shortage * shortage)
    }
}
