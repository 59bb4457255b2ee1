import AWSLambda
import Foundation
import Synchronization

/// A transport that answers from a closure, without a network.
struct ScriptedTransport: HTTPTransport {
    let answer: @Sendable (HTTPRequest) async throws(TransportFailure) -> HTTPResponse

    init(
        _ answer: @escaping @Sendable (HTTPRequest) async throws(TransportFailure) -> HTTPResponse
    ) {
        self.answer = answer
    }

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        try await answer(request)
    }
}

extension HTTPResponse {
    /// An answer with a text for a body.
    static func json(
        _ text: String,
        status: Int = 200,
        headers: [Field] = []
    ) -> HTTPResponse {
        HTTPResponse(status: status, headers: headers, body: Data(text.utf8))
    }
}

/// Counts calls from anywhere.
final class Counter: Sendable {
    private let value = Mutex(0)

    /// The number of earlier calls.
    func next() -> Int {
        value.withLock { count in
            defer { count += 1 }
            return count
        }
    }
}
