package import Measurement
import Synchronization
import TerminalKit
package import Tuning

/// The way of a measurement's events to the explorer that shows them, from any thread.
package final class LiveFeed: Sendable {
    private struct Waiting {
        var events: [ExplorerEvent] = []
        var lastWake: ContinuousClock.Instant?
    }

    private let waiting = Mutex(Waiting())
    let waker = Waker()

    /// A feed without events.
    package init() {}

    /// Passes an event on.
    ///
    /// The screen follows at most four times a second, so that drawing does not disturb measuring.
    package func send(_ event: MeasurementEvent) {
        let isLast = if case .stopped = event { true } else { false }
        append(.measurement(event), isUrgent: isLast)
    }

    /// Says that measuring is over and the explorer shall open on the result.
    package func finish(with run: TunedRun) { append(.measured(run), isUrgent: true) }

    /// Says that measuring is over without a result; one sentence.
    package func fail(_ sentence: String) { append(.failed(sentence), isUrgent: true) }

    /// Says that a month of traffic was simulated.
    func send(_ digest: CapacityDigest) { append(.simulated(digest), isUrgent: true) }

    /// The least time between two frames that nobody pressed a key for.
    private static let frame = Duration.milliseconds(250)

    private func append(_ event: ExplorerEvent, isUrgent: Bool) {
        let now = ContinuousClock.now
        let isDue = waiting.withLock { waiting in
            waiting.events.append(event)
            let isDue = isUrgent || waiting.lastWake.map { now - $0 >= Self.frame } ?? true
            if isDue { waiting.lastWake = now }
            return isDue
        }
        if isDue { waker.wake() }
    }

    /// The events since the last time, in order.
    func take() -> [ExplorerEvent] {
        waiting.withLock { waiting in
            defer { waiting.events = [] }
            return waiting.events
        }
    }
}
