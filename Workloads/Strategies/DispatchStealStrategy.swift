import Dispatch
import Synchronization

/// Dispatch `concurrentPerform` with one worker per thread; each takes a part of the units that are
/// left from a shared counter, until there are none.
///
/// Early chunks are large, so that work which uses the same data for all units of a chunk loads it
/// seldom; late ones are small, so that all threads end at about the same time.
///
/// - Source: Polychronopoulos and Kuck, "Guided Self-Scheduling: A Practical Scheduling Scheme for
///   Parallel Supercomputers", IEEE Transactions on Computers C-36 (1987); half of a thread's even
///   share instead of all of it, as early units may take longer than late ones.
struct DispatchStealStrategy: WorkStrategy {
    let name = "dispatch-steal"
    let summary = "concurrentPerform, self-scheduling over an atomic counter"

    /// A chunk is this part of a thread's even share of what is left.
    private static let chunksPerShare = 2

    /// The smallest chunk is this part of a thread's even share of everything.
    private static let mostChunksPerThread = 64

    func perform(
        _ count: Int,
        threads: Int,
        _ body: @escaping @Sendable (Range<Int>) -> Void
    ) {
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
            while let chunk = Self.take(from: next, count, threads) { body(chunk) }
        }
    }

    /// The next units that nobody has taken; nil when all are.
    private static func take(
        from next: borrowing Atomic<Int>,
        _ count: Int,
        _ threads: Int
    ) -> Range<Int>? {
        let least = max(1, count / threads / mostChunksPerThread)
        // Relaxed: the counter guards nothing but itself.
        var start = next.load(ordering: .relaxed)
        while start < count {
            let wanted = max(least, (count - start) / threads / chunksPerShare)
            let end = start + min(wanted, count - start)
            let taken = next.weakCompareExchange(
                expected: start,
                desired: end,
                ordering: .relaxed
            )
            if taken.exchanged { return start..<end }
            start = taken.original
        }
        return nil
    }
}
