#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// How a duration depends on memory, up to a factor: the physical part of the model.
///
/// - Shape: `T(m) ∝ w (K ÷ m)^a + s ÷ min(m ÷ K, 1) + p ÷ min(m ÷ K, L)`, times `1 + c (128 ÷ m)^k`,
///   where `K` carries one vCPU, `w` waits, `s` runs on one thread and `p` on as many as the share
///   feeds, up to `L`; never rising with memory. Where waiting lies between short bursts of work, the
///   time `e` that the quota takes shrinks to `∛(e³ + (φw)³) − φw`: meanwhile the quota refills.
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

    /// The share of the waiting during which the quota refills for the work that follows; 0 where
    /// work and waiting follow each other once.
    package let overlap: Double

    /// How much longer everything takes at 128 MB because memory is short, as a share.
    package let pressure: Double

    /// The power of 128 MB over memory with which that falls: 2, or more where only the smallest
    /// setting is short of memory.
    package let pressurePower: Double

    package init(
        waiting: Double,
        serial: Double,
        parallel: Double,
        processorLimit: Double = .infinity,
        kneeMB: Double,
        waitingExponent: Double = 0,
        overlap: Double = 0,
        pressure: Double = 0,
        pressurePower: Double = 2
    ) {
        self.waiting = waiting
        self.serial = serial
        self.parallel = parallel
        self.processorLimit = processorLimit
        self.kneeMB = kneeMB
        self.waitingExponent = waitingExponent
        self.overlap = overlap
        self.pressure = pressure
        self.pressurePower = pressurePower
    }
}

extension DurationShape {
    /// The relative duration at an amount of memory in MB.
    package func relativeDuration(at megabytes: Double) -> Double {
        let share = megabytes / kneeMB
        let wait = waitingExponent == 0 ? waiting : waiting * pow(share, -waitingExponent)
        let work = serial / min(share, 1) + parallel / min(share, processorLimit)
        let total = wait + work - refilled(during: work)
        guard pressure > 0 else { return total }
        return total * (1 + pressure * pow(128 / megabytes, pressurePower))
    }

    /// What of the time that the quota takes from work is made up for while the function waits.
    ///
    /// - Shape: nearly all of that time while it is shorter than the waiting that overlaps, and nearly
    ///   that waiting when it is longer. The power in between is that which follows bursts of 1 to
    ///   60 ms under a quota kept tick by tick best.
    private func refilled(during work: Double) -> Double {
        guard overlap > 0, work > 1 else { return 0 }
        let taken = work - 1
        let free = overlap * waiting
        return taken + free - cbrt(taken * taken * taken + free * free * free)
    }
}
