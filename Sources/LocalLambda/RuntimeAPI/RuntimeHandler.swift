import NIOCore
import NIOHTTP1

/// One connection of a runtime to its endpoint.
final class RuntimeHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let endpoint: RuntimeEndpoint
    private let connection: Int
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var received = 0

    /// The most that a streamed answer may hold.
    ///
    /// - Source: AWS Lambda Developer Guide, "Response streaming": 200 MB.
    private static let largestStream = 200 * 1_024 * 1_024

    init(endpoint: RuntimeEndpoint, connection: Int) {
        self.endpoint = endpoint
        self.connection = connection
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
            received = 0
        case .body(let part):
            received += part.readableBytes
            // What is over the limit is counted and dropped, so that no answer fills our memory.
            if received <= RuntimeEndpoint.largestAnswer { body += part.readableBytesView }
        case .end:
            finish(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        endpoint.closed(connection: connection)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Whoever does not speak HTTP is not spoken to any more.
        context.close(promise: nil)
    }

    private func finish(_ context: ChannelHandlerContext) {
        guard let head else { return }
        let isStream = head.headers["Lambda-Runtime-Function-Response-Mode"].first == "streaming"
        let request = RuntimeRequest(
            call: RuntimeCall(method: head.method.rawValue, path: head.uri),
            errorType: head.headers["Lambda-Runtime-Function-Error-Type"].first.map(Self.errorType),
            body: body,
            isTooLarge: received
                > (isStream ? Self.largestStream : RuntimeEndpoint.largestAnswer)
        )
        body = []
        self.head = nil
        let channel = context.channel
        let isKeptAlive = head.isKeepAlive
        endpoint.receive(request, connection: connection) { reply in
            Self.write(reply, to: channel, isKeptAlive: isKeptAlive)
        }
    }

    /// An error type as it may be shown: letters, digits, dots and underscores, at most 100.
    private static func errorType(_ text: String) -> String {
        let known = text.filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "_")
        }
        return known.isEmpty ? "Runtime.Unknown" : String(known.prefix(100))
    }

    private static func write(_ reply: RuntimeReply, to channel: any Channel, isKeptAlive: Bool) {
        var headers = HTTPHeaders(reply.headers.map { ($0.name, $0.value) })
        headers.add(name: "Content-Length", value: String(reply.body.count))
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
