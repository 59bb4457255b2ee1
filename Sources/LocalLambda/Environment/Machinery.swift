import NIOCore
import NIOPosix

/// The threads that local execution environments share.
final class Machinery: Sendable {
    /// One thread for all Runtime API servers: requests are served one at a time anyhow, and on two
    /// processors a second thread would only take time from the function.
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)

    private let pool = NIOThreadPool(numberOfThreads: 2)

    init() {
        pool.start()
    }

    /// Runs work that does not block, on the thread of the servers.
    func onServerThread(_ work: @escaping @Sendable () -> Void) {
        group.next().execute(work)
    }

    /// Runs work that blocks, on a thread that may; not cut short by cancellation, so that cleaning up
    /// is always carried through.
    func blocking<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            pool.submit { _ in continuation.resume(returning: work()) }
        }
    }

    /// The same for work that may fail.
    func trying<Value: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result = await blocking { () -> Result<Value, Failure> in
            do throws(Failure) {
                return .success(try work())
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// Ends the threads.
    func stop() async {
        await withCheckedContinuation { continuation in
            pool.shutdownGracefully { _ in continuation.resume() }
        }
        await withCheckedContinuation { continuation in
            group.shutdownGracefully { _ in continuation.resume() }
        }
    }
}
