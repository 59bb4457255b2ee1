import NIOCore
import NIOHTTP1

/// One connection to a server on loopback.
final class LoopbackHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let reception: LoopbackServer.Reception
    private let connection: Int
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var received = 0

    init(_ reception: LoopbackServer.Reception, connection: Int) {
        self.reception = reception
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
            received = 0
            if head.headers["Expect"].first?.lowercased() == "100-continue" {
                Self.invite(context)
            }
        case .body(let part):
            received += part.readableBytes
            // What is over the limit is counted and dropped, so that no body fills our memory.
            if received <= reception.bodyLimit { body += part.readableBytesView }
        case .end:
            finish(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
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

    private func finish(_ context: ChannelHandlerContext) {
        guard let head else { return }
        let request = LoopbackRequest(
            method: head.method.rawValue,
            target: head.uri,
            headers: head.headers.map { LoopbackHeader(name: $0.name, value: $0.value) },
            body: body,
            received: received,
            connection: connection
        )
        body = []
        self.head = nil
        let channel = context.channel
        let isKeptAlive = head.isKeepAlive
        reception.receive(request) { reply in
            Self.write(reply, to: channel, isKeptAlive: isKeptAlive)
        }
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
