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

/// A folder that goes away with the value.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "lambda-tuner-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        // Nothing can be done about a folder that will not go.
        _ = try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file, making the folders it is in.
    func write(_ name: String, _ text: String) throws {
        let url = URL(filePath: path).appending(path: name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(text.utf8).write(to: url)
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
