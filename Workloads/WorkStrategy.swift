/// A way of spreading independent units of work over threads.
///
/// The units are numbered from 0, and the body is given ranges that together hold every unit exactly
/// once. Which thread takes which range is the strategy's affair; the answer never depends on it,
/// because each unit writes only its own results.
package protocol WorkStrategy: Sendable {
    /// Its name in flags, events and reports.
    var name: String { get }

    /// How it works, in one line.
    var summary: String { get }

    /// Whether it uses more than one thread where it may.
    var isParallel: Bool { get }

    /// Runs the body over all units and returns when the last one is done.
    ///
    /// - Parameters:
    ///   - count: The number of units, at least 1.
    ///   - threads: The number of threads to use at most, at least 1.
    ///   - body: Does the units of a range; may run on several threads at once.
    func perform(
        _ count: Int,
        threads: Int,
        _ body: @escaping @Sendable (Range<Int>) -> Void
    ) async
}

/// A strategy with a number of threads: what a workload spreads its units over.
package struct Team: Sendable {
    /// How units are spread.
    package let strategy: any WorkStrategy

    /// The number of threads.
    package let threads: Int

    /// The numbers of threads that can be used.
    package static let allowedThreads = 1...256

    /// Puts a strategy and a number of threads together; a strategy of one thread keeps to one.
    ///
    /// - Throws: ``WorkloadRefusal/threadsOutOfRange(_:)`` outside 1…256.
    package init(strategy: any WorkStrategy, threads: Int) throws(WorkloadRefusal) {
        guard Self.allowedThreads.contains(threads) else { throw .threadsOutOfRange(threads) }
        self.strategy = strategy
        self.threads = strategy.isParallel ? threads : 1
    }

    /// Runs the body over units 0..<count and returns when the last one is done.
    package func forEach(
        _ count: Int,
        _ body: @escaping @Sendable (Range<Int>) -> Void
    ) async {
        guard count > 0 else { return }
        await strategy.perform(count, threads: threads, body)
    }
}

extension WorkStrategy {
    package var isParallel: Bool { true }
}

/// One of `parts` nearly equal, contiguous shares of `count` units.
///
/// - Shape: shares differ by one unit at most and cover every unit once; empty where there are more
///   parts than units.
func share(_ index: Int, of parts: Int, over count: Int) -> Range<Int> {
    let (quotient, remainder) = count.quotientAndRemainder(dividingBy: parts)
    let start = index * quotient + min(index, remainder)
    return start..<start + quotient + (index < remainder ? 1 : 0)
}
