#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The priority of threads that must keep time.
enum ThreadPriority {
    /// Lets the calling thread run before any other, where the system permits.
    ///
    /// For threads that do little at moments that matter: control groups of the largest weight would
    /// keep them waiting for milliseconds. Where it is not permitted, their moments are less exact.
    static func raise() {
        #if os(Linux)
            var lowest = sched_param(sched_priority: 1)
            _ = pthread_setschedparam(pthread_self(), SCHED_FIFO, &lowest)
        #endif
    }
}
