/// A request that a runtime makes of the Lambda Runtime API.
///
/// - Source: AWS Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes",
///   version 2018-06-01.
enum RuntimeCall: Hashable, Sendable {
    /// The next event, please.
    case next

    /// The answer to an invocation.
    case response(id: String)

    /// The invocation failed in the function.
    case failure(id: String)

    /// The function could not be initialised.
    case initFailure

    /// Anything else.
    case unknown

    /// The version of the API, as in its paths.
    static let version = "2018-06-01"

    init(method: String, path: String) {
        let parts = path.prefix { $0 != "?" }.split(separator: "/").map(String.init)
        guard parts.count >= 4, parts[0] == Self.version, parts[1] == "runtime" else {
            self = .unknown
            return
        }
        switch (method, parts[2], parts.count) {
        case ("GET", "invocation", 4) where parts[3] == "next": self = .next
        case ("POST", "invocation", 5) where parts[4] == "response": self = .response(id: parts[3])
        case ("POST", "invocation", 5) where parts[4] == "error": self = .failure(id: parts[3])
        case ("POST", "init", 4) where parts[3] == "error": self = .initFailure
        default: self = .unknown
        }
    }
}

extension LoopbackReply {
    /// The call was taken.
    static let accepted = LoopbackReply(
        status: 202,
        headers: [LoopbackHeader(name: "Content-Type", value: "application/json")],
        body: Array(#"{"status":"OK"}"#.utf8)
    )

    /// The call may not be made now.
    static let misplaced = refusal(
        403,
        "InvalidStateTransition",
        "The call does not fit the state of the runtime"
    )

    /// A refusal with one of Lambda's error types.
    static func refusal(_ status: Int, _ type: String, _ message: String) -> LoopbackReply {
        LoopbackReply(
            status: status,
            headers: [LoopbackHeader(name: "Content-Type", value: "application/json")],
            body: Array(#"{"errorMessage":"\#(message)","errorType":"\#(type)"}"#.utf8)
        )
    }
}
