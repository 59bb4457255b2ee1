#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Plain threads, started for each step and joined, as a yardstick for Dispatch.
struct ThreadsStrategy: WorkStrategy {
    let name = "threads"
    let summary = "plain threads, one block each, started and joined every time"

    func perform(
        _ count: Int,
        threads: Int,
        _ body: @escaping @Sendable (Range<Int>) -> Void
    ) {
        let blocks = min(threads, count)
        let started = (1..<max(blocks, 1)).compactMap { block -> pthread_t? in
            let range = share(block, of: blocks, over: count)
            if let thread = start({ body(range) }) { return thread }
            // The system has no thread to give: the work is done here instead.
            body(range)
            return nil
        }
        body(share(0, of: blocks, over: count))
        for thread in started { pthread_join(thread, nil) }
    }

    /// Starts a thread, if the system has one to give.
    private func start(_ work: @escaping @Sendable () -> Void) -> pthread_t? {
        let closure = Unmanaged.passRetained(ThreadWork(work))
        #if canImport(Darwin)
            var thread: pthread_t?
        #else
            var thread = pthread_t()
        #endif
        let code = pthread_create(
            &thread,
            nil,
            { argument in
                #if canImport(Darwin)
                    let pointer: UnsafeMutableRawPointer? = argument
                #else
                    let pointer = argument
                #endif
                if let pointer {
                    Unmanaged<ThreadWork>.fromOpaque(pointer).takeRetainedValue().body()
                }
                return nil
            },
            closure.toOpaque()
        )
        if code == 0 { return thread }
        closure.release()
        return nil
    }
}

/// What a thread is to do, in a form that fits through a pointer.
private final class ThreadWork: Sendable {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }
}
