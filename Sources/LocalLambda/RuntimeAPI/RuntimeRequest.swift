/// A request of a runtime that has wholly arrived.
struct RuntimeRequest: Sendable {
    /// What is asked.
    var call: RuntimeCall

    /// The error type in the headers, made fit for a log.
    var errorType: String?

    /// The body, as far as it is within the limit.
    var body: [UInt8]

    /// Whether the body was larger than Lambda takes.
    var isTooLarge: Bool
}

extension RuntimeRequest {
    /// The most that a streamed answer may hold.
    ///
    /// - Source: AWS Lambda Developer Guide, "Response streaming": 200 MB.
    private static let largestStream = 200 * 1_024 * 1_024

    /// Reads what a runtime sent.
    init(_ request: LoopbackRequest) {
        let isStream = request.header("Lambda-Runtime-Function-Response-Mode") == "streaming"
        self.init(
            call: RuntimeCall(method: request.method, path: request.target),
            errorType: request.header("Lambda-Runtime-Function-Error-Type").map(Self.errorType),
            body: request.body,
            isTooLarge: request.received
                > (isStream ? Self.largestStream : RuntimeEndpoint.largestAnswer)
        )
    }

    /// An error type as it may be shown: letters, digits, dots and underscores, at most 100.
    private static func errorType(_ text: String) -> String {
        let known = text.filter {
            $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "_")
        }
        return known.isEmpty ? "Runtime.Unknown" : String(known.prefix(100))
    }
}

extension RuntimeEndpoint {
    /// How the server of this endpoint treats what arrives.
    var reception: LoopbackServer.Reception {
        LoopbackServer.Reception(
            bodyLimit: Self.largestAnswer,
            receive: { request, respond in
                self.receive(
                    RuntimeRequest(request),
                    connection: request.connection,
                    respond: respond
                )
            },
            closed: { connection in self.closed(connection: connection) }
        )
    }
}

extension RuntimeCall {
    /// Whether the call could end an invocation.
    var endsInvocation: Bool {
        switch self {
        case .response, .failure: true
        default: false
        }
    }

    /// The request it is about; empty for calls that are about none.
    var requestID: String {
        switch self {
        case .response(let id), .failure(let id): id
        default: ""
        }
    }
}

extension LoopbackReply {
    /// The answer was larger than Lambda takes.
    static let tooLarge = refusal(
        413,
        "RequestEntityTooLarge",
        "Exceeded maximum allowed payload size (6291556 bytes)."
    )
}
