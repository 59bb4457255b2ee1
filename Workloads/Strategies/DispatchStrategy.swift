import Dispatch

/// Dispatch `concurrentPerform` with one contiguous block of units for each thread.
struct DispatchStrategy: WorkStrategy {
    let name = "dispatch"
    let summary = "concurrentPerform, one block per processor"

    func perform(
        _ count: Int,
        threads: Int,
        _ body: @escaping @Sendable (Range<Int>) -> Void
    ) {
        let blocks = min(threads, count)
        DispatchQueue.concurrentPerform(iterations: blocks) { block in
            body(share(block, of: blocks, over: count))
        }
    }
}
