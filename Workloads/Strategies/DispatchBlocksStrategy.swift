import Dispatch

/// Dispatch `concurrentPerform` with many small blocks, which Dispatch hands out as threads get free.
///
/// Dispatch itself decides how many threads take part: as many as it sees processors. The number of
/// threads asked for only sets how small the blocks are.
struct DispatchBlocksStrategy: WorkStrategy {
    let name = "dispatch-blocks"
    let summary = "concurrentPerform, 16 small blocks per processor"

    private static let blocksPerThread = 16

    func perform(
        _ count: Int,
        threads: Int,
        _ body: @escaping @Sendable (Range<Int>) -> Void
    ) {
        let blocks = min(threads * Self.blocksPerThread, count)
        DispatchQueue.concurrentPerform(iterations: blocks) { block in
            body(share(block, of: blocks, over: count))
        }
    }
}
