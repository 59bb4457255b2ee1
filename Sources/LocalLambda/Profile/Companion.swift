import Synchronization

/// Work done on a thread of its own beside an invocation, again and again until it is told to end.
final class Companion: Sendable {
    private struct State {
        var isOver = false
        var hasEnded = false
    }

    private let state = Mutex(State())

    /// Starts the thread; each round does its work and says how long to pause, in nanoseconds.
    ///
    /// - Returns: nothing when the system has no thread to give.
    static func start(_ round: @escaping @Sendable () -> UInt64) -> Companion? {
        let companion = Companion()
        let isStarted = Worker.start {
            ThreadPriority.raise()
            while !companion.isOver { pauseThread(nanoseconds: round()) }
            companion.state.withLock { $0.hasEnded = true }
        }
        return isStarted ? companion : nil
    }

    private var isOver: Bool { state.withLock { $0.isOver } }

    /// Tells the thread to end and waits until it has; blocks.
    func end() {
        state.withLock { $0.isOver = true }
        while !state.withLock({ $0.hasEnded }) { pauseThread(nanoseconds: 200_000) }
    }
}
