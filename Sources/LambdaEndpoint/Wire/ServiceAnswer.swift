import Foundation
import LocalLambda

/// What the endpoint answers, before it is put on the wire.
struct ServiceAnswer: Sendable {
    var status: Int
    var headers: [LoopbackHeader] = []
    var body: [UInt8] = []

    /// An answer without content.
    static let empty = ServiceAnswer(status: 204)
}

extension ServiceAnswer {
    /// An answer in JSON.
    ///
    /// - Throws: ``ServiceRefusal`` when it cannot be written, which would be a fault of ours.
    init(_ status: Int = 200, _ value: some Encodable) throws(ServiceRefusal) {
        do {
            self.init(
                status: status,
                headers: [LoopbackHeader(name: "Content-Type", value: "application/json")],
                body: try ServiceCoding.encoded(value)
            )
        } catch {
            throw .failure("The answer could not be written as JSON.")
        }
    }

    /// The answer that stands for an error.
    init(_ refusal: ServiceRefusal) {
        let body = RefusalBody(type: refusal.status < 500 ? "User" : "Service", refusal)
        self.init(
            status: refusal.status,
            headers: [
                LoopbackHeader(name: "Content-Type", value: "application/json"),
                LoopbackHeader(name: "x-amzn-ErrorType", value: refusal.type),
            ],
            // Strings always encode; the header says what matters even if they did not.
            body: (try? ServiceCoding.encoded(body)) ?? []
        )
        if refusal.status == 429 { headers.append(LoopbackHeader(name: "Retry-After", value: "1")) }
    }

    /// The reply on the wire.
    func reply(requestID: String) -> LoopbackReply {
        LoopbackReply(
            status: status,
            headers: headers + [LoopbackHeader(name: "x-amzn-RequestId", value: requestID)],
            body: body
        )
    }

    private struct RefusalBody: Encodable {
        let type: String
        let message: String
        let reason: String?

        init(type: String, _ refusal: ServiceRefusal) {
            self.type = type
            self.message = refusal.message
            self.reason = refusal.reason
        }
    }
}
