import Dispatch
import Foundation

/// Runs a body that Ctrl-C or a request to terminate cancels instead of killing the program, so that
/// what was started is ended and what was measured is kept.
///
/// - Throws: What the body throws; `CancellationError` when a signal arrived.
func interruptible<Result: Sendable>(
    _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    let task = Task { try await body() }
    let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
        // The default action would end the process before anything could be cleaned up.
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { task.cancel() }
        source.resume()
        return (number, source)
    }
    defer {
        for (number, source) in sources {
            source.cancel()
            signal(number, SIG_DFL)
        }
    }
    return try await task.value
}
