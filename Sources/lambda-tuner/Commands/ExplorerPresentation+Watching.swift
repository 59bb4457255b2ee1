import Explorer
import Foundation
import Measurement
import Tuning

extension ExplorerPresentation {
    /// Shows a measurement as it happens, then its result, and returns when the person leaves.
    ///
    /// Leaving before the end cancels the measurement; its samples so far are on disk.
    ///
    /// - Parameters:
    ///   - function: What is measured, by name.
    ///   - folder: The folder that the run is kept in.
    ///   - isBilled: Whether invocations cost money.
    ///   - conditions: What the choice is made under.
    ///   - measure: Measures, sending its events to the feed.
    /// - Returns: The run, fitted.
    /// - Throws: What measuring throws; ``ExitStatus/interrupted`` when it was left before its end.
    func watch(
        _ function: String,
        in folder: RunFolder,
        isBilled: Bool,
        under conditions: Conditions,
        measure: @escaping @Sendable (LiveFeed) async throws -> TunedRun
    ) async throws -> TunedRun {
        let feed = LiveFeed()
        let measuring = Task {
            do {
                let run = try await measure(feed)
                feed.finish(with: run)
                return run
            } catch {
                feed.fail(ExitStatus.sentence(for: error))
                throw error
            }
        }
        let options = options(in: [folder])
        let outcome = try await Self.onThreadOfItsOwn {
            try Explorer.watch(
                feed,
                of: function,
                isBilled: isBilled,
                under: conditions,
                options: options
            )
        }
        if outcome.wasMeasuring { measuring.cancel() }
        let result = await measuring.result
        if outcome.wasMeasuring { throw ExitStatus.interrupted }
        let run = try result.get()
        try summarise(outcome, runs: [run])
        return run
    }

    /// Runs a body that blocks away from the threads that asynchronous work shares.
    private static func onThreadOfItsOwn<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            Thread { continuation.resume(with: Result { try body() }) }.start()
        }
    }
}
