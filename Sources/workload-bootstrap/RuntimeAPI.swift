/// The runtime's side of the Lambda Runtime API.
///
/// - Source: AWS Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes".
struct RuntimeAPI: ~Copyable {
    private let authority: String
    private var connection: HTTPConnection

    /// Takes `host:port` as the environment gives it; the port is 80 unless it is given.
    init(address: String) {
        authority = address
        let colon = address.lastIndex(of: ":")
        let host = String(address[..<(colon ?? address.endIndex)].filter { !"[]".contains($0) })
        let port = colon.map { String(address[address.index(after: $0)...]) } ?? "80"
        connection = HTTPConnection(host: host, port: port)
    }

    /// One event as the API hands it over.
    struct Event {
        /// Identifies the invocation.
        let requestID: String

        /// The X-Ray trace header; empty where there is none.
        let traceID: String

        /// The event itself.
        let payload: [UInt8]
    }

    /// Waits for the next event.
    mutating func next() throws -> Event {
        let request =
            "GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: \(authority)\r\n\r\n"
        let response = try connection.send(Array(request.utf8))
        guard response.status == 200, let id = response["lambda-runtime-aws-request-id"] else {
            throw UnexpectedStatus(call: "next", status: response.status)
        }
        return Event(
            requestID: id,
            traceID: response["lambda-runtime-trace-id"] ?? "",
            payload: response.body
        )
    }

    /// Sends the answer to an event.
    mutating func respond(to event: Event, with body: [UInt8]) throws {
        try post("invocation/\(event.requestID)/response", body)
    }

    /// Reports that an event could not be answered.
    mutating func reportError(_ error: FunctionError, for event: Event) throws {
        try post("invocation/\(event.requestID)/error", error.json, errorType: error.type)
    }

    /// Reports that the function cannot start.
    mutating func reportInitError(_ error: FunctionError) throws {
        try post("init/error", error.json, errorType: error.type)
    }

    private mutating func post(
        _ call: String,
        _ body: [UInt8],
        errorType: String? = nil
    ) throws {
        var head = "POST /2018-06-01/runtime/\(call) HTTP/1.1\r\nHost: \(authority)\r\n"
        head += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n"
        if let errorType { head += "Lambda-Runtime-Function-Error-Type: \(errorType)\r\n" }
        let response = try connection.send(Array((head + "\r\n").utf8) + body)
        guard response.status == 202 else {
            throw UnexpectedStatus(call: call, status: response.status)
        }
    }

    /// The API refused a call.
    struct UnexpectedStatus: Error, Hashable, CustomStringConvertible {
        let call: String
        let status: Int

        var description: String {
            "The Runtime API answered \(call) with status \(status)."
        }
    }
}
