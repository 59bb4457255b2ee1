#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Synchronization

/// Stops a process tree and lets it go on, at fixed intervals.
final class Interrupter: Sendable {
    /// A stop as it was.
    struct Stop: Hashable, Sendable {
        let startNS: UInt64
        let endNS: UInt64
    }

    private struct State {
        var stops: [Stop] = []
        var members: [Int32] = []
    }

    private let tree: ProcessTree
    private let runNS: UInt64
    private let stopNS: UInt64
    private let state = Mutex(State())

    init(_ tree: ProcessTree, runMS: Double, stopMS: Double) {
        self.tree = tree
        runNS = UInt64(runMS * 1e6)
        stopNS = UInt64(stopMS * 1e6)
    }

    /// Stops the tree once, lets it go on, and says how long it is to run.
    func interrupt() -> UInt64 {
        state.withLock { state in
            // Finding the members takes long, and they seldom change.
            if state.stops.count % 10 == 0 { state.members = tree.members() }
            let start = monotonicNS()
            tree.signal(SIGSTOP, to: state.members)
            pauseThread(nanoseconds: stopNS)
            tree.signal(SIGCONT, to: state.members)
            state.stops.append(Stop(startNS: start, endNS: monotonicNS()))
        }
        return runNS
    }

    /// The stops that lay wholly between two moments.
    func stops(from startNS: UInt64, to endNS: UInt64) -> [Stop] {
        state.withLock { $0.stops.filter { $0.startNS >= startNS && $0.endNS <= endNS } }
    }
}
