import Measurement
import Synchronization

/// What a function writes, kept within bounds however much it is.
package final class FunctionLog: Sendable {
    /// Takes each piece as it comes, bytes as the function wrote them.
    package typealias Sink = @Sendable ([UInt8]) -> Void

    /// How much is kept for reading back, in bytes.
    package static let kept = 65_536

    /// How much of an invocation's log Lambda gives back with its answer, in bytes.
    ///
    /// - Source: AWS Lambda API Reference, "Invoke": `X-Amz-Log-Result`, the last 4 KB.
    package static let returned = 4_096

    private struct State {
        var tail: [UInt8] = []
        var passed = 0

        /// Bytes taken so far.
        var position = 0
    }

    private let state = Mutex(State())
    private let sink: Sink?
    private let limit: Int

    /// Makes a log that keeps the last 64 KB.
    ///
    /// - Parameters:
    ///   - limit: how many bytes the sink gets at most; the rest is dropped.
    ///   - sink: where everything goes besides, such as a file.
    package init(limit: Int = 16 * 1_048_576, sink: Sink? = nil) {
        self.limit = limit
        self.sink = sink
    }

    /// The last lines, made harmless for a terminal.
    package func lastLines(_ count: Int) -> [String] {
        let text = String(decoding: state.withLock { $0.tail }, as: UTF8.self)
        return text.split(separator: "\n").suffix(count).map { String($0).printableLine() }
    }

    /// How much has been written so far, in bytes.
    var position: Int { state.withLock { $0.position } }

    /// What was written since a position, the last 4 KB of it.
    func returned(since position: Int) -> [UInt8] {
        state.withLock { state in
            Array(state.tail.suffix(min(Self.returned, max(0, state.position - position))))
        }
    }

    /// Adds a line of the platform's own, which never shares one with the function.
    func append(line: String) {
        let isFresh = state.withLock { $0.tail.last.map { $0 == 0x0A } ?? true }
        append(Array(((isFresh ? "" : "\n") + line + "\n").utf8))
    }

    func append(_ bytes: [UInt8]) {
        let allowed = state.withLock { state in
            state.position += bytes.count
            state.tail += bytes.suffix(Self.kept)
            if state.tail.count > 2 * Self.kept {
                state.tail.removeFirst(state.tail.count - Self.kept)
            }
            let allowed = min(bytes.count, max(0, limit - state.passed))
            state.passed += allowed
            return allowed
        }
        if allowed > 0 { sink?(Array(bytes.prefix(allowed))) }
    }
}
