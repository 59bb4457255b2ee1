import Foundation
import Synchronization
import Tuning

/// Simulates months of traffic beside the loop that draws, one at a time.
///
/// Of questions that come while one is worked on, only the last is answered.
final class CapacityWorker: Sendable {
    private struct Work {
        var next: (question: CapacityQuestion, run: TunedRun)?
        var isRunning = false
    }

    private let work = Mutex(Work())
    private let feed: LiveFeed

    /// Answers go to the feed.
    init(feed: LiveFeed) {
        self.feed = feed
    }

    /// Asks a question, which replaces one that still waits.
    func ask(_ question: CapacityQuestion, about run: TunedRun) {
        let mustStart = work.withLock { work in
            work.next = (question, run)
            defer { work.isRunning = true }
            return !work.isRunning
        }
        if mustStart { Thread { self.answerAll() }.start() }
    }

    private func answerAll() {
        while let (question, run) = takeNext() {
            feed.send(CapacityDigest(answering: question, from: run))
        }
    }

    private func takeNext() -> (question: CapacityQuestion, run: TunedRun)? {
        work.withLock { work in
            defer { work.next = nil }
            work.isRunning = work.next != nil
            return work.next
        }
    }
}
