package import LambdaPlatform

/// The most that a run may cost, enforced before each invocation and not after.
///
/// An invocation first reserves what it would cost if it ran into the function's timeout; what it did
/// not use comes back when it is billed. So the limit holds whatever the function does.
package actor SpendingLimit {
    /// The limit.
    package nonisolated let limit: Money

    /// What was billed so far.
    package private(set) var spent = Money.zero

    private var reserved = Money.zero
    private var waiting: [CheckedContinuation<Void, Never>] = []

    package init(limit: Money) {
        self.limit = limit
    }

    /// Sets an amount aside, waiting while others that are still out may bring enough back.
    ///
    /// - Throws: ``Exhausted`` when even then it would not fit.
    package func reserve(_ amount: Money) async throws(Exhausted) {
        while spent + reserved + amount > limit {
            guard reserved > .zero, spent + amount <= limit else {
                throw Exhausted(limit: limit, spent: spent, needed: amount)
            }
            await withCheckedContinuation { waiting.append($0) }
        }
        reserved += amount
    }

    /// Turns an amount that was set aside into what was billed.
    package func settle(_ amount: Money, billed: Money) {
        reserved -= amount
        spent += billed
        let woken = waiting
        waiting = []
        woken.forEach { $0.resume() }
    }

    /// The limit does not allow another invocation.
    package struct Exhausted: Error, Hashable, CustomStringConvertible {
        package let limit: Money
        package let spent: Money

        /// What the invocation could cost at most.
        package let needed: Money

        package var description: String {
            "The budget of \(limit) leaves no room for an invocation that may cost up to \(needed) "
                + "(\(spent) is spent): raise --budget, or lower the function's timeout."
        }
    }
}
