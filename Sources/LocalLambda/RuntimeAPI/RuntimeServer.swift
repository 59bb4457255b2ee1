import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// An HTTP server for one execution environment, on a loopback port of its own.
struct RuntimeServer: Sendable {
    /// Address and port, as the function finds them in `AWS_LAMBDA_RUNTIME_API`.
    let address: String

    private let channel: any Channel

    /// Starts listening.
    ///
    /// - Throws: the operating system's reason.
    static func start(
        _ endpoint: RuntimeEndpoint,
        on group: MultiThreadedEventLoopGroup
    ) async throws -> RuntimeServer {
        let counter = Counter()
        let channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                        withPipeliningAssistance: false
                    )
                    try channel.pipeline.syncOperations.addHandler(
                        RuntimeHandler(endpoint: endpoint, connection: counter.next())
                    )
                }
            }
            // Without it small answers wait for an acknowledgement: 40 ms and more.
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .bind(host: "127.0.0.1", port: 0)
            .get()
        let port = channel.localAddress?.port ?? 0
        return RuntimeServer(address: "127.0.0.1:\(port)", channel: channel)
    }

    /// Runs the work on the server's own thread.
    func onItsThread(_ work: @escaping @Sendable () -> Void) {
        channel.eventLoop.execute(work)
    }

    /// Stops listening.
    func stop() async {
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
