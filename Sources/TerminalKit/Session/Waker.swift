import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A bell with which other threads wake a terminal session that waits for input.
///
/// Ringing it while no session listens does nothing; ringing it often wakes the session once.
package final class Waker: Sendable {
    private let descriptor = Mutex<Int32?>(nil)

    /// A bell nobody listens to yet.
    package init() {}

    /// Makes the session's next wait return ``InputEvent/wake``.
    package func wake() {
        descriptor.withLock { descriptor in
            guard let descriptor else { return }
            var byte: UInt8 = 0
            _ = write(descriptor, &byte, 1)
        }
    }

    /// Names the descriptor to write to, or none.
    func connect(_ target: Int32?) {
        descriptor.withLock { $0 = target }
    }
}
