import Dispatch

/// Blocks on a concurrent queue, gathered by a group, with no more in flight than there are threads.
struct DispatchQueueStrategy: WorkStrategy {
    let name = "dispatch-queue"
    let summary = "concurrent queue and group, bounded width, 4 blocks per processor"

    private static let blocksPerThread = 4

    func perform(
        _ count: Int,
        threads: Int,
        _ body: @escaping @Sendable (Range<Int>) -> Void
    ) {
        let queue = DispatchQueue(label: "workload", attributes: .concurrent)
        let group = DispatchGroup()
        // Without a bound, a queue starts a thread for every block that waits.
        let width = DispatchSemaphore(value: threads)
        let blocks = min(threads * Self.blocksPerThread, count)
        for block in 0..<blocks {
            width.wait()
            queue.async(group: group) {
                body(share(block, of: blocks, over: count))
                width.signal()
            }
        }
        group.wait()
    }
}
