import Dispatch
import Synchronization

/// Dispatch `concurrentPerform` with one worker per thread; each takes the next chunk of units from a
/// shared counter until none is left.
///
/// - Source: self-scheduling in chunks, Kruskal and Weiss, "Allocating Independent Subtasks on
///   Parallel Processors", IEEE Transactions on Software Engineering 11 (1985).
struct DispatchStealStrategy: WorkStrategy {
    let name = "dispatch-steal"
    let summary = "concurrentPerform, self-scheduling over an atomic counter"

    /// Chunks for each thread: enough to balance, too few for the counter to matter.
    private static let chunksPerThread = 32

    func perform(
        _ count: Int,
        threads: Int,
        _ body: @escaping @Sendable (Range<Int>) -> Void
    ) {
        let chunk = max(1, count / (threads * Self.chunksPerThread))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
            while true {
                // Relaxed: the counter guards nothing but itself.
                let start = next.wrappingAdd(chunk, ordering: .relaxed).oldValue
                if start >= count { return }
                body(start..<min(start + chunk, count))
            }
        }
    }
}
