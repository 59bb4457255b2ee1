#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import LambdaPlatform
import Measurement
import Synchronization

/// A process tree held to its share by stopping it and letting it go on.
final class DutyCycleEnclosure: Enclosure {
    private struct State {
        var tree: ProcessTree?
        var isLimited = false
        var isThawed = true

        /// Counts thaws, so that a controller of an earlier one knows that it is over.
        var generation = 0
        var cycle: DutyCycle?
        var stoppedNS: UInt64 = 0
    }

    private let state = Mutex(State())
    private let quotaNS: Int64
    private let threads: Int

    let groups: [String] = []

    init(grant: Grant, hostProcessors: Int) {
        quotaNS = Int64(grant.share * PlatformModel.periodMS * 1e6)
        threads = min(grant.processors, hostProcessors)
    }

    func contain(_ tree: ProcessTree) {
        state.withLock { $0.tree = tree }
    }

    func boost() throws(SourceFailure) {}

    func unthrottle() throws(SourceFailure) {
        state.withLock { $0.isLimited = false }
    }

    func restrain() throws(SourceFailure) {
        state.withLock { $0.isLimited = true }
    }

    func freeze() {
        let tree = state.withLock { state in
            state.isThawed = false
            state.generation += 1
            return state.tree
        }
        tree?.signal(SIGSTOP)
    }

    func thaw() {
        let (tree, generation) = state.withLock { state in
            state.isThawed = true
            state.generation += 1
            return (state.isLimited ? state.tree : nil, state.generation)
        }
        guard let tree else {
            state.withLock { $0.tree }?.signal(SIGCONT)
            return
        }
        tree.signal(SIGCONT)
        _ = Worker.start { self.control(tree, generation) }
    }

    func reading() -> EnclosureReading {
        let (tree, stoppedNS) = state.withLock { ($0.tree, $0.stoppedNS) }
        var reading = tree?.reading() ?? EnclosureReading()
        reading.throttledNS = stoppedNS
        return reading
    }

    func peakBytes() -> UInt64? { state.withLock { $0.tree }?.peakBytes() }

    func destroy() {
        let tree = state.withLock { state in
            state.generation += 1
            defer { state.tree = nil }
            return state.tree
        }
        tree?.end()
    }

    /// Stops and continues the tree until the enclosure is frozen again or gone.
    private func control(_ tree: ProcessTree, _ generation: Int) {
        var members = tree.members()
        var looks = 0
        var isRunning = true
        while true {
            let nowNS = monotonicNS()
            let usedNS = members.reduce(0) { $0 + ProcessTree.cpuNS(of: $1) }
            let step = state.withLock { state -> (mayRun: Bool, pauseNS: UInt64)? in
                guard state.generation == generation else { return nil }
                var cycle =
                    state.cycle
                    ?? DutyCycle(
                        quotaNS: quotaNS,
                        periodNS: UInt64(PlatformModel.periodMS * 1e6),
                        nowNS: nowNS,
                        usedNS: usedNS
                    )
                let mayRun = cycle.update(nowNS: nowNS, usedNS: usedNS)
                state.cycle = cycle
                // Sent under the lock: a freeze that comes in between must not be undone.
                if mayRun != isRunning { tree.signal(mayRun ? SIGCONT : SIGSTOP, to: members) }
                return (mayRun, cycle.pauseNS(nowNS: nowNS, threads: threads))
            }
            guard let step else { return }
            isRunning = step.mayRun
            pauseThread(nanoseconds: step.pauseNS)
            if !isRunning { state.withLock { $0.stoppedNS += monotonicNS() - nowNS } }
            looks += 1
            // Finding the members takes longer than all the rest, and they seldom change.
            if looks % 10 == 0 { members = tree.members() }
        }
    }
}
