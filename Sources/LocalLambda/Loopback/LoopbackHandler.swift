import NIOCore
import NIOHTTP1

/// One connection to a server on loopback.
final class LoopbackHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let reception: LoopbackServer.Reception
    private let connection: Int

    /// The request that is arriving; none between two, and while the rest of one is passed over.
    private var request: (head: HTTPRequestHead, message: LoopbackRequest)?

    init(_ reception: LoopbackServer.Reception, connection: Int) {
        self.reception = reception
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            begin(head)
            if head.headers["Expect"].first?.lowercased() == "100-continue" {
                Self.invite(context)
            }
        case .body(let part):
            take(part, context)
        case .end(let trailers):
            request?.message.trailers = Self.headers(trailers ?? [:])
            finish(context, isWhole: true)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if let message = request?.message { reception.truncated(message) }
        request = nil
        reception.closed(connection)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Whoever does not speak HTTP is not spoken to any more.
        context.close(promise: nil)
    }

    /// Tells a client that waits for it to send the body.
    private static func invite(_ context: ChannelHandlerContext) {
        let head = HTTPResponseHead(version: .http1_1, status: .continue)
        context.channel.writeAndFlush(HTTPServerResponsePart.head(head), promise: nil)
    }

    private func begin(_ head: HTTPRequestHead) {
        let message = LoopbackRequest(
            method: head.method.rawValue,
            target: head.uri,
            headers: Self.headers(head.headers),
            connection: connection
        )
        request = (head, message)
    }

    private func take(_ part: ByteBuffer, _ context: ChannelHandlerContext) {
        guard request != nil else { return }
        if request?.message.received == 0 { request?.message.bodyStartNS = monotonicNS() }
        request?.message.received += part.readableBytes
        let received = request?.message.received ?? 0
        // What is over the limit is counted and dropped, so that no body fills our memory.
        if received <= reception.bodyLimit {
            request?.message.body += part.readableBytesView
        }
        if received > reception.longestBody { finish(context, isWhole: false) }
    }

    private func finish(_ context: ChannelHandlerContext, isWhole: Bool) {
        guard let (head, message) = request else { return }
        request = nil
        let channel = context.channel
        // The parser reads no further behind an offer to speak another protocol, which Java's own
        // client makes with each request; on a new connection it goes on.
        let isLast = head.headers.contains(name: "Upgrade") || !isWhole
        let isKeptAlive = head.isKeepAlive && !isLast
        reception.receive(message) { reply in
            Self.write(reply, to: channel, isKeptAlive: isKeptAlive)
        }
    }

    private static func headers(_ headers: HTTPHeaders) -> [LoopbackHeader] {
        headers.map { LoopbackHeader(name: $0.name, value: $0.value) }
    }

    private static func write(_ reply: LoopbackReply, to channel: any Channel, isKeptAlive: Bool) {
        var headers = HTTPHeaders(reply.headers.map { ($0.name, $0.value) })
        // An answer without content has no length either.
        if reply.status != 204 {
            headers.add(name: "Content-Length", value: String(reply.body.count))
        }
        if !isKeptAlive { headers.add(name: "Connection", value: "close") }
        let head = HTTPResponseHead(
            version: .http1_1,
            status: HTTPResponseStatus(statusCode: reply.status),
            headers: headers
        )
        channel.write(HTTPServerResponsePart.head(head), promise: nil)
        channel.write(
            HTTPServerResponsePart.body(.byteBuffer(ByteBuffer(bytes: reply.body))),
            promise: nil
        )
        let end = channel.writeAndFlush(HTTPServerResponsePart.end(nil))
        if !isKeptAlive { end.whenComplete { _ in channel.close(promise: nil) } }
    }
}
