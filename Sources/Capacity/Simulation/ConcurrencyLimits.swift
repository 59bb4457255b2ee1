/// What an account may run at once in a Region, and how fast it may grow.
package struct ConcurrencyLimits: Hashable, Sendable {
    /// The most invocations that run at once over all functions.
    package let account: Int

    /// The most new environments of one function in ten seconds.
    let newEnvironmentsPerTenSeconds: Double

    /// The most requests a second for each unit of concurrency.
    let requestsPerConcurrency: Double

    /// AWS's default for an account: 1,000 at once.
    package static let standard = ConcurrencyLimits(unchecked: 1_000, paced: true)

    /// No limit on rates, and a limit on concurrency that is never met: for theory.
    package static let none = ConcurrencyLimits(unchecked: Int(Int32.max), paced: false)

    /// Takes an account's limit.
    ///
    /// - Source: Lambda Developer Guide, "Lambda quotas": 1,000 at once by default, 1,000 more
    ///   environments of a function every ten seconds, ten requests a second per unit.
    /// - Throws: ``Scenario/Refusal/accountLimitOutOfRange(limit:)`` unless 1…1,000,000.
    package init(account: Int) throws(Scenario.Refusal) {
        guard (1...1_000_000).contains(account) else {
            throw .accountLimitOutOfRange(limit: account)
        }
        self.init(unchecked: account, paced: true)
    }

    /// A limit on concurrency alone, without the limits on rates: for theory.
    package static func concurrencyOnly(_ account: Int) -> ConcurrencyLimits {
        ConcurrencyLimits(unchecked: max(1, account), paced: false)
    }

    private init(unchecked account: Int, paced: Bool) {
        self.account = account
        self.newEnvironmentsPerTenSeconds = paced ? 1_000 : .infinity
        self.requestsPerConcurrency = paced ? 10 : .infinity
    }

    /// The concurrency that must stay unreserved.
    ///
    /// - Source: API reference, PutFunctionConcurrency: "at least 100 simultaneous executions
    ///   unreserved".
    package static let leastUnreserved = 100
}

/// A limit on a rate: so many at once, refilled evenly, never saved up beyond that.
///
/// - Source: Lambda Developer Guide, "Lambda function scaling": the rate is refilled continuously and
///   what is not used is not carried over.
struct RateAllowance: Sendable {
    private let capacity: Double
    private let perSecond: Double
    private var left: Double
    private var since: Double

    init(capacity: Double, perSecond: Double, at now: Double) {
        self.capacity = capacity
        self.perSecond = perSecond
        self.left = capacity
        self.since = now
    }

    /// Takes one if there is one.
    @inline(__always)
    mutating func take(at now: Double) -> Bool {
        guard capacity < .infinity else { return true }
        left = min(capacity, left + (now - since) * perSecond)
        since = now
        guard left >= 1 else { return false }
        left -= 1
        return true
    }
}
