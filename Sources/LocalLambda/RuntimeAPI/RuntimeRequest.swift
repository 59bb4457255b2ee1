/// A request of a runtime.
struct RuntimeRequest: Sendable {
    /// What is asked.
    var call: RuntimeCall

    /// The error type in the headers, made fit for a log.
    var errorType: String?

    /// The body, as far as it is kept.
    var body: [UInt8]

    /// How many bytes the body had.
    var bytes: Int

    /// When the first byte of the body came, on the monotonic clock; nothing without a body.
    var bodyStartNS: UInt64?

    /// Whether the body is an answer that is sent while it is still being made.
    var isStream: Bool

    /// What keeps the body from being an answer.
    var fault: AnswerFault?
}

extension RuntimeRequest {
    /// The most that a streamed answer may hold.
    ///
    /// - Source: AWS Lambda Developer Guide, "Response streaming": 200 MB.
    static let largestStream = 200 * 1_024 * 1_024

    /// Reads what a runtime sent.
    ///
    /// - Source: AWS Lambda Developer Guide, "Building a custom runtime": response streaming, errors
    ///   in the middle of a stream in trailers.
    init(_ request: LoopbackRequest, isTruncated: Bool = false) {
        let call = RuntimeCall(method: request.method, path: request.target)
        let modeHeader = "Lambda-Runtime-Function-Response-Mode"
        let mode = call.isResponse ? request.header(modeHeader) : nil
        let isStream = mode == "streaming"
        let errorType = "Lambda-Runtime-Function-Error-Type"
        let limit = isStream ? Self.largestStream : RuntimeEndpoint.largestAnswer
        let fault: AnswerFault? =
            if request.received > limit {
                .tooLarge
            } else if isTruncated {
                .truncated
            } else if mode != nil && !isStream {
                .unknownMode
            } else {
                request.trailer(errorType).map { .failed(errorType: Self.errorType($0)) }
            }
        self.init(
            call: call,
            errorType: request.header(errorType).map(Self.errorType),
            body: request.body,
            bytes: request.received,
            bodyStartNS: request.bodyStartNS,
            isStream: isStream,
            fault: fault
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
            longestBody: RuntimeRequest.largestStream,
            receive: { request, respond in
                self.receive(
                    RuntimeRequest(request),
                    connection: request.connection,
                    respond: respond
                )
            },
            truncated: { request in
                let request = RuntimeRequest(request, isTruncated: true)
                // What is sent as a whole counts only when it is there: then it is the end of the
                // process that counts.
                if request.isStream { self.receive(request, connection: 0) { _ in } }
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

    /// Whether the call hands over an answer.
    var isResponse: Bool {
        if case .response = self { true } else { false }
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
