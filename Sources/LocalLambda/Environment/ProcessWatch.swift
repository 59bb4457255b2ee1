#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Synchronization

/// Watches a function's process, and waits for it and its keeper so that no dead entry of either
/// stays behind.
final class ProcessWatch: Sendable {
    private let function: ChildProcess

    /// The process that keeps the function's namespace, where it has one of its own.
    private let keeper: ChildProcess?

    private struct State {
        var ending: ChildProcess.Ending?
        var isKept: Bool
    }

    private let state: Mutex<State>

    /// Watches what a launcher has become, or has started in its place; waits for the latter.
    init(launcher: ChildProcess, _ report: LaunchReport) {
        keeper = report.keeper
        if keeper != nil { launcher.awaitEnding() }
        function = report.function ?? launcher
        state = Mutex(State(isKept: keeper != nil))
    }

    /// The function's process.
    var id: Int32 { function.id }

    /// The function's processes.
    var tree: ProcessTree { ProcessTree(root: function.id, keeper: keeper?.id) }

    /// How the process ended, if it has.
    func ending() -> ChildProcess.Ending? {
        state.withLock { state in
            if state.ending == nil { state.ending = function.ending() }
            return state.ending
        }
    }

    /// Ends every process of the function's namespace at once; without one, none.
    ///
    /// What is frozen ends as soon as it is thawed.
    func endKept() {
        state.withLock { state in
            if state.isKept, let keeper { kill(keeper.id, SIGKILL) }
        }
    }

    /// Waits until function and keeper have ended; two seconds at most.
    func awaitEnding() {
        for _ in 0..<2_000 {
            // The kernel lets go of the keeper last, once the function was waited for.
            if ending() != nil && !isKept { return }
            pauseThread(milliseconds: 1)
        }
    }

    /// Ends a namespace and waits until it has ended.
    func end() {
        endKept()
        awaitEnding()
    }

    private var isKept: Bool {
        state.withLock { state in
            if state.isKept, let keeper { state.isKept = keeper.ending() == nil }
            return state.isKept
        }
    }
}
