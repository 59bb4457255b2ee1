import NIOCore
import NIOPosix
import Synchronization

/// Stands in for the X-Ray daemon: takes the segments that a function sends by UDP on loopback.
final class TraceReceiver: Sendable {
    /// The port of the daemon in a network of the function's own.
    ///
    /// - Source: AWS X-Ray Developer Guide, "AWS X-Ray daemon": UDP port 2000.
    static let usualPort: UInt16 = 2_000

    /// The most segments kept of one environment between two invocations.
    private static let most = 10_000

    private let received = Mutex<[TracedSegment]>([])
    private let channel = Mutex<(any Channel)?>(nil)

    /// Where the daemon is, as in `AWS_XRAY_DAEMON_ADDRESS`; empty until it listens.
    var address: String {
        channel.withLock { $0?.localAddress?.port }.map { "127.0.0.1:\($0)" } ?? ""
    }

    /// Starts listening on a free port.
    func start(on group: MultiThreadedEventLoopGroup) async throws {
        let opened = try await bootstrap(group).bind(host: "127.0.0.1", port: 0).get()
        channel.withLock { $0 = opened }
    }

    /// Takes over a bound socket; blocks for a moment.
    func start(bound socket: CInt, on group: MultiThreadedEventLoopGroup) throws {
        let opened = try bootstrap(group).withBoundSocket(socket).wait()
        channel.withLock { $0 = opened }
    }

    /// Everything of a trace that has come since the last time; the rest is forgotten.
    func take(trace: String) async -> [TracedSegment] {
        guard let loop = channel.withLock({ $0?.eventLoop }) else { return [] }
        // What was sent before the answer is there, but may not have been read yet.
        await withCheckedContinuation { continuation in
            loop.scheduleTask(in: .milliseconds(2)) { continuation.resume() }
        }
        return received.withLock { segments in
            defer { segments = [] }
            return segments.filter { $0.trace == trace }
        }
    }

    /// Stops listening.
    func stop() async {
        let opened = channel.withLock { channel in
            defer { channel = nil }
            return channel
        }
        guard let opened else { return }
        await withCheckedContinuation { continuation in
            opened.close().whenComplete { _ in continuation.resume() }
        }
    }

    private func bootstrap(_ group: MultiThreadedEventLoopGroup) -> DatagramBootstrap {
        DatagramBootstrap(group: group)
            // As large as a datagram can be, so that no segment is cut.
            .channelOption(
                .recvAllocator,
                value: FixedSizeRecvByteBufferAllocator(capacity: 65_536)
            )
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(TraceHandler(self))
                }
            }
    }

    fileprivate func receive(_ bytes: [UInt8]) {
        guard let segment = TracedSegment(datagram: bytes) else { return }
        received.withLock { segments in
            if segments.count < Self.most { segments.append(segment) }
        }
    }
}

/// Hands datagrams to the receiver.
private final class TraceHandler: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let receiver: TraceReceiver

    init(_ receiver: TraceReceiver) {
        self.receiver = receiver
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        receiver.receive(Array(unwrapInboundIn(data).data.readableBytesView))
    }
}
