import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// An HTTP server on a port of 127.0.0.1, which nobody outside this machine can reach.
package struct LoopbackServer: Sendable {
    /// Sends the reply on the connection that a request came in on; to be called once.
    package typealias Responder = @Sendable (LoopbackReply) -> Void

    /// Address and port, such as `127.0.0.1:40123`.
    package let address: String

    private let channel: any Channel

    /// What is done with what arrives, on the server's own thread: none of it may block.
    struct Reception: Sendable {
        /// The most bytes of a body that are kept; the rest is counted and dropped.
        var bodyLimit: Int

        /// The most bytes of a body that are waited for; a longer one is taken as it is by then, and
        /// the connection closed behind the answer.
        var longestBody = Int.max

        /// Takes a request that has wholly arrived, or is longer than any may be.
        var receive: @Sendable (LoopbackRequest, @escaping Responder) -> Void

        /// Takes note of a request whose sender has gone in the middle of it.
        var truncated: @Sendable (LoopbackRequest) -> Void = { _ in }

        /// Takes note that a connection is gone.
        var closed: @Sendable (Int) -> Void = { _ in }
    }

    /// Starts listening; port 0 takes a free one.
    ///
    /// - Throws: the operating system's reason.
    static func start(
        port: Int = 0,
        on group: MultiThreadedEventLoopGroup,
        _ reception: Reception
    ) async throws -> LoopbackServer {
        let channel = try await bootstrap(on: group, reception)
            .bind(host: "127.0.0.1", port: port)
            .get()
        let port = channel.localAddress?.port ?? 0
        return LoopbackServer(address: "127.0.0.1:\(port)", channel: channel)
    }

    /// Accepts on a socket that listens already, and takes it over; blocks for a moment.
    ///
    /// - Throws: the operating system's reason.
    static func start(
        listening socket: CInt,
        on group: MultiThreadedEventLoopGroup,
        _ reception: Reception
    ) throws -> LoopbackServer {
        let channel = try bootstrap(on: group, reception).withBoundSocket(socket).wait()
        let port = channel.localAddress?.port ?? 0
        return LoopbackServer(address: "127.0.0.1:\(port)", channel: channel)
    }

    private static func bootstrap(
        on group: MultiThreadedEventLoopGroup,
        _ reception: Reception
    ) -> ServerBootstrap {
        let counter = Counter()
        return ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                        withPipeliningAssistance: false
                    )
                    try channel.pipeline.syncOperations.addHandler(
                        LoopbackHandler(reception, connection: counter.next())
                    )
                }
            }
            // Without it small answers wait for an acknowledgement: 40 ms and more.
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
    }

    /// Runs the work on the server's own thread.
    func onItsThread(_ work: @escaping @Sendable () -> Void) {
        channel.eventLoop.execute(work)
    }

    /// Stops listening.
    package func stop() async {
        await withCheckedContinuation { continuation in
            channel.close().whenComplete { _ in continuation.resume() }
        }
    }
}

/// Numbers, each given out once.
final class Counter: Sendable {
    private let value = Atomic(0)

    /// The next number.
    func next() -> Int { value.add(1, ordering: .relaxed).newValue }
}
