package import Measurement
import Synchronization
import TerminalKit
package import Tuning

/// The way of a measurement's events to the explorer that shows them, from any thread.
package final class LiveFeed: Sendable {
    private let waiting = Mutex<[ExplorerEvent]>([])
    let waker = Waker()

    /// A feed without events.
    package init() {}

    /// Passes an event on.
    package func send(_ event: MeasurementEvent) { append(.measurement(event)) }

    /// Says that measuring is over and the explorer shall open on the result.
    package func finish(with run: TunedRun) { append(.measured(run)) }

    /// Says that measuring is over without a result; one sentence.
    package func fail(_ sentence: String) { append(.failed(sentence)) }

    private func append(_ event: ExplorerEvent) {
        waiting.withLock { $0.append(event) }
        waker.wake()
    }

    /// The events since the last time, in order.
    func take() -> [ExplorerEvent] {
        waiting.withLock { events in
            defer { events = [] }
            return events
        }
    }
}
