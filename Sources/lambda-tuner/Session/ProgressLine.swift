import Foundation
import LambdaPlatform
import Measurement
import Synchronization

/// Shows on standard error how far a run is: one line redrawn on a terminal, a line now and then
/// elsewhere.
///
/// The line is written between invocations only, so that drawing never disturbs a measurement.
final class ProgressLine: Sendable {
    private let isTerminal: Bool
    private let state = Mutex(State())

    private struct State {
        var isDrawn = false
        var lastPercent = -ProgressLine.percentStep
    }

    /// Takes whether escape sequences are unwanted.
    init(isPlain: Bool) {
        self.isTerminal = !isPlain && isatty(STDERR_FILENO) == 1
    }

    /// How far the run must have come before another line is worth a log.
    private static let percentStep = 10

    /// Takes an event.
    func show(_ event: MeasurementEvent) {
        switch event {
        case .starting(let request, let reason, let progress):
            draw(line(for: request, reason: reason, progress), progress)
        case .finished: break
        case .skipped(_, let failure): interrupt(with: failure.description)
        case .caution(let caution): interrupt(with: "Caution: \(caution.message)")
        case .stopped(let reason): interrupt(with: "Measured: \(reason).")
        }
    }

    /// Leaves the cursor at the start of an empty line.
    func end() {
        state.withLock { state in
            guard state.isDrawn else { return }
            drawError("\r\u{1B}[K")
            state.isDrawn = false
        }
    }

    private func line(
        for request: InvocationRequest,
        reason: String,
        _ progress: RunProgress
    ) -> String {
        let percent = Self.percent(of: progress)
        let remaining = Self.duration(progress.remainingMS)
        return "\(percent) %  about \(remaining) left  "
            + "\(request.memory.megabytes) MB \(request.strategy)  (\(reason))"
    }

    private func draw(_ line: String, _ progress: RunProgress) {
        state.withLock { state in
            if isTerminal {
                drawError("\r\u{1B}[K\(line)")
                state.isDrawn = true
            } else if Self.percent(of: progress) >= state.lastPercent + Self.percentStep {
                state.lastPercent = Self.percent(of: progress)
                printError(line)
            }
        }
    }

    private func interrupt(with sentence: String) {
        end()
        printError(sentence)
    }

    private static func percent(of progress: RunProgress) -> Int {
        let total = progress.elapsedMS + progress.remainingMS
        return total > 0 ? Int(100 * progress.elapsedMS / total) : 0
    }

    /// A duration as people say it: seconds below two minutes, else minutes and seconds.
    static func duration(_ milliseconds: Double) -> String {
        let seconds = Int((milliseconds / 1_000).rounded(.up))
        return seconds < 120 ? "\(seconds) s" : "\(seconds / 60) min \(seconds % 60) s"
    }
}
