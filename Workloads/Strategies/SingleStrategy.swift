/// Everything on the calling thread, in order.
struct SingleStrategy: WorkStrategy {
    let name = "single"
    let summary = "one thread"
    let isParallel = false

    func perform(
        _ count: Int,
        threads: Int,
        _ body: @escaping @Sendable (Range<Int>) -> Void
    ) {
        body(0..<count)
    }
}
