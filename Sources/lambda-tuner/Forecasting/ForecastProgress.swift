import Foundation
import LambdaPlatform
import Synchronization

/// Shows on standard error how far a forecast is, from whichever thread tells it.
final class ForecastProgress: Sendable {
    private let settings: Int
    private let isTerminal: Bool
    private let state = Mutex(State())

    private struct State {
        var shares: [MemorySetting: Double] = [:]
        var lastPercent = 0
    }

    /// How far the forecast must have come before another line is worth a log.
    private static let percentStep = 25

    /// Takes how many settings there are and whether escape sequences are unwanted.
    init(settings: Int, isPlain: Bool) {
        self.settings = settings
        self.isTerminal = !isPlain && isatty(STDERR_FILENO) == 1
    }

    /// Notes how much of a setting is done.
    func show(_ memory: MemorySetting, _ share: Double) {
        state.withLock { state in
            state.shares[memory] = share
            let done = state.shares.values.reduce(0, +) / Double(settings)
            let percent = Int(100 * done)
            guard percent >= state.lastPercent + (isTerminal ? 1 : Self.percentStep) else { return }
            state.lastPercent = percent
            let line = "\(percent) %  simulating \(settings) settings"
            if isTerminal {
                drawError("\r\u{1B}[K\(line)")
            } else {
                printError(line)
            }
        }
    }

    /// Leaves the cursor at the start of an empty line.
    func end() {
        guard isTerminal else { return }
        drawError("\r\u{1B}[K")
    }
}
