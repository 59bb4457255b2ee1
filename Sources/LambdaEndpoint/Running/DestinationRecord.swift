import Foundation

/// What a destination is told about an event that is over.
///
/// - Source: AWS Lambda Developer Guide, "Capturing records of Lambda asynchronous invocations", the
///   example invocation record.
struct DestinationRecord: Encodable {
    /// How the event ended.
    enum Condition: String, Encodable {
        case success = "Success"
        case retriesExhausted = "RetriesExhausted"
        case ageExceeded = "EventAgeExceeded"
    }

    struct RequestContext: Encodable {
        let requestId: String
        let functionArn: String
        let condition: Condition
        let approximateInvokeCount: Int
    }

    struct ResponseContext: Encodable {
        var statusCode = 200
        let executedVersion: String
        let functionError: String?
    }

    var version = "1.0"
    let timestamp: String
    let requestContext: RequestContext

    /// What the function answered with last; nothing where it never saw the event.
    let responseContext: ResponseContext?
}

extension DestinationRecord {
    /// The record in JSON with the event and the function's last answer in it.
    ///
    /// - Edge cases: an answer that is no JSON becomes a string.
    func document(event: Data, answer: [UInt8]?) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings and numbers always encode.
        let record = (try? encoder.encode(self)) ?? Data("{}".utf8)
        // The payloads go in as they are: to take them apart would change their numbers.
        var bytes = Array(record.dropLast()) + Array(#","requestPayload":"#.utf8) + Array(event)
        if let answer {
            bytes += Array(#","responsePayload":"#.utf8) + Self.json(answer)
        }
        return bytes + Array("}".utf8)
    }

    private static func json(_ answer: [UInt8]) -> [UInt8] {
        let data = Data(answer)
        if (try? JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)) != nil {
            return answer
        }
        let text = String(decoding: answer, as: UTF8.self)
        return Array((try? JSONEncoder().encode(text)) ?? Data("null".utf8))
    }
}
