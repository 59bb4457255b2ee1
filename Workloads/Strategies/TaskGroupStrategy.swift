/// A Swift task group with one task for each thread, as a yardstick for Dispatch.
///
/// The tasks run on the cooperative pool, which has a thread for each processor.
struct TaskGroupStrategy: WorkStrategy {
    let name = "task-group"
    let summary = "Swift task group, one task per processor"

    func perform(
        _ count: Int,
        threads: Int,
        _ body: @escaping @Sendable (Range<Int>) -> Void
    ) async {
        let blocks = min(threads, count)
        await withDiscardingTaskGroup { group in
            for block in 0..<blocks {
                group.addTask { body(share(block, of: blocks, over: count)) }
            }
        }
    }
}
