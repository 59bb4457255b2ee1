import Foundation

/// What an Invoke call wants.
struct InvocationOrder: Sendable {
    /// How the caller wants to be answered.
    enum Kind: String, Sendable {
        case requestResponse = "RequestResponse"
        case event = "Event"
        case dryRun = "DryRun"
    }

    let kind: Kind

    /// Whether the end of the log comes with the answer.
    let wantsLog: Bool

    /// JSON; an empty object where the caller sent nothing.
    let event: [UInt8]

    /// The largest event that is answered, in bytes.
    ///
    /// - Source: AWS Lambda Developer Guide, "Lambda quotas": 6 MB.
    static let largestEvent = 6 * 1_024 * 1_024

    /// The largest event that nobody waits for, in bytes.
    ///
    /// - Source: AWS Lambda Developer Guide, "Lambda quotas": 1 MB.
    static let largestQueuedEvent = 1_024 * 1_024

    /// Reads the headers and the body.
    ///
    /// - Throws: ``ServiceRefusal`` in AWS's words.
    init(_ request: ServiceRequest) throws(ServiceRefusal) {
        let word = request.header("X-Amz-Invocation-Type") ?? Kind.requestResponse.rawValue
        guard let kind = Kind(rawValue: word) else {
            throw .constraint(
                word,
                at: "invocationType",
                "satisfy enum value set: [Event, RequestResponse, DryRun]"
            )
        }
        let limit = kind == .event ? Self.largestQueuedEvent : Self.largestEvent
        guard request.received <= limit else {
            throw .tooLarge(request.received, limit: limit, kind: kind.rawValue)
        }
        if !request.body.isEmpty {
            do {
                _ = try JSONSerialization.jsonObject(
                    with: Data(request.body),
                    options: .fragmentsAllowed
                )
            } catch {
                throw ServiceRefusal(
                    400,
                    "InvalidRequestContentException",
                    "Could not parse request body into json: the payload is not valid JSON."
                )
            }
        }
        self.kind = kind
        self.wantsLog = request.header("X-Amz-Log-Type") == "Tail" && kind == .requestResponse
        self.event = request.body.isEmpty ? Array("{}".utf8) : request.body
    }
}
