/// The account of CPU time that decides when a process tree is stopped and when it goes on: CPU
/// bandwidth control, kept outside the kernel.
///
/// Every period the account gains one quota and never holds more than one; what is used is taken off,
/// and the tree is stopped while nothing is left. Use is noticed late, so the account goes into debt,
/// which later periods pay back: the long-run share is exact whatever the delay.
///
/// - Unit: nanoseconds.
/// - Source: Linux, kernel/sched/fair.c, `__refill_cfs_bandwidth_runtime` and `assign_cfs_rq_runtime`,
///   for the rule; the debt stands in for the kernel's enforcement by tick.
struct DutyCycle: Hashable, Sendable {
    /// What each period grants.
    let quotaNS: Int64

    /// The length of a period.
    let periodNS: UInt64

    /// What is left, negative when in debt.
    private(set) var creditNS: Int64

    /// When the running period ends, on the monotonic clock.
    private(set) var boundaryNS: UInt64

    /// CPU time at the last look.
    private(set) var usedNS: UInt64

    /// Opens the account with one quota.
    init(quotaNS: Int64, periodNS: UInt64, nowNS: UInt64, usedNS: UInt64) {
        self.quotaNS = quotaNS
        self.periodNS = periodNS
        self.creditNS = quotaNS
        self.boundaryNS = nowNS + periodNS
        self.usedNS = usedNS
    }

    /// Takes note of the time and of the CPU time used so far.
    ///
    /// - Returns: whether the tree may run now.
    mutating func update(nowNS: UInt64, usedNS: UInt64) -> Bool {
        creditNS -= Int64(usedNS - min(usedNS, self.usedNS))
        self.usedNS = max(usedNS, self.usedNS)
        if nowNS >= boundaryNS {
            let periods = (nowNS - boundaryNS) / periodNS + 1
            // Bounded so that a long sleep cannot overflow; beyond one quota it changes nothing.
            let gained = min(Int64(min(periods, 1 << 20)) * quotaNS, quotaNS - min(creditNS, 0))
            creditNS = min(quotaNS, creditNS + gained)
            boundaryNS += periods * periodNS
        }
        return creditNS > 0
    }

    /// How long the tree may run, or must rest, before the account is to be looked at again.
    ///
    /// - Parameters:
    ///   - nowNS: the time now.
    ///   - threads: how many threads may use the credit at once.
    /// - Returns: nanoseconds, at least half a millisecond.
    func pauseNS(nowNS: UInt64, threads: Int) -> UInt64 {
        let untilBoundary = boundaryNS - min(boundaryNS, nowNS)
        guard creditNS > 0 else { return max(500_000, untilBoundary) }
        return max(500_000, min(untilBoundary, UInt64(creditNS) / UInt64(max(1, threads))))
    }
}
