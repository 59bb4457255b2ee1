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

    /// The most that is kept for later.
    ///
    /// One quota, as under the kernel's rule. Near a whole processor use is seen up to a tick late, and
    /// what is seen in the next period instead would be lost to the limit and then held against the
    /// tree; there a tick more is kept.
    let limitNS: Int64

    /// What is left, negative when in debt.
    private(set) var creditNS: Int64

    /// When the running period ends, on the monotonic clock.
    private(set) var boundaryNS: UInt64

    /// CPU time at the last look.
    private(set) var usedNS: UInt64

    /// How late use is seen: a tick of the kernel at 250 Hz.
    private static let tickNS: Int64 = 4_000_000

    /// The shortest stop that is worth making.
    private static let shortestStopNS: UInt64 = 1_500_000

    /// Opens the account with one quota.
    init(quotaNS: Int64, periodNS: UInt64, nowNS: UInt64, usedNS: UInt64) {
        self.quotaNS = quotaNS
        self.periodNS = periodNS
        let isNearlyWhole = quotaNS * 4 >= Int64(periodNS) * 3
        self.limitNS = quotaNS + (isNearlyWhole ? Self.tickNS : 0)
        self.creditNS = quotaNS
        self.boundaryNS = nowNS + periodNS
        self.usedNS = usedNS
    }

    /// Takes note of the time and of the CPU time used so far.
    ///
    /// - Returns: whether the tree may run now; with the next period just ahead it may, on credit.
    mutating func update(nowNS: UInt64, usedNS: UInt64) -> Bool {
        creditNS -= Int64(usedNS - min(usedNS, self.usedNS))
        self.usedNS = max(usedNS, self.usedNS)
        if nowNS >= boundaryNS {
            let periods = (nowNS - boundaryNS) / periodNS + 1
            // Bounded so that a long sleep cannot overflow; beyond one quota it changes nothing.
            let gained = min(Int64(min(periods, 1 << 20)) * quotaNS, limitNS - min(creditNS, 0))
            creditNS = min(limitNS, creditNS + gained)
            boundaryNS += periods * periodNS
        }
        // Stopping for less than the machine's timers can tell costs more than it corrects.
        return creditNS > 0 || (creditNS > -Self.tickNS && boundaryNS - nowNS < Self.shortestStopNS)
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
