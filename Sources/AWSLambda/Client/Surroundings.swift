package import Foundation

/// Time, waiting and chance, so that tests can bring their own.
package struct Surroundings: Sendable {
    /// The wall clock.
    package var now: @Sendable () -> Date

    /// Waits; ends early with an error when cancelled.
    package var pause: @Sendable (Duration) async throws -> Void

    /// A random number in 0…1.
    package var jitter: @Sendable () -> Double

    package init(
        now: @escaping @Sendable () -> Date = { Date() },
        pause: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        },
        jitter: @escaping @Sendable () -> Double = { Double.random(in: 0...1) }
    ) {
        self.now = now
        self.pause = pause
        self.jitter = jitter
    }
}
