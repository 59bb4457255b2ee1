import Foundation
import Measurement

/// Sends what only reads and tells what would change, answering as Lambda would.
///
/// The calls shown are the ones that would be sent: they come from the same code, and only here does
/// their way end.
package actor DryRunTransport: HTTPTransport {
    private let inner: any HTTPTransport
    private let show: @Sendable (String) -> Void
    private var latest: [String: Any] = [:]
    private var hasChanged = false

    /// Takes the transport for reading, and what shows a line.
    package init(
        reading inner: any HTTPTransport,
        show: @escaping @Sendable (String) -> Void
    ) {
        self.inner = inner
        self.show = show
    }

    package func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        let body = String(decoding: request.body, as: UTF8.self).printableLine(limit: 2_000)
        let line = "\(request.method) \(request.address)" + (body.isEmpty ? "" : " \(body)")
        let isConfiguration = request.path.hasSuffix("/configuration")
        if request.method == "GET", !(isConfiguration && hasChanged) {
            show("read    \(line)")
            let response = try await inner.send(request)
            if isConfiguration, request.query.isEmpty { remember(response) }
            return response
        }
        show(Self.kind(of: request) + line)
        return predicted(request)
    }

    /// Only Lambda's calls change anything; CloudWatch is asked with a POST as well.
    private static func kind(of request: HTTPRequest) -> String {
        if request.path == "/" { return "watch   " }
        return request.method == "GET" ? "read    " : "change  "
    }

    private func remember(_ response: HTTPResponse) {
        let object = try? JSONSerialization.jsonObject(with: response.body)
        latest = object as? [String: Any] ?? [:]
    }

    private func predicted(_ request: HTTPRequest) -> HTTPResponse {
        let body = (try? JSONSerialization.jsonObject(with: request.body)) as? [String: Any] ?? [:]
        hasChanged = true
        var answer = latest
        switch (request.method, request.path.split(separator: "/").last ?? "") {
        case ("PUT", "configuration"):
            latest.merge(body.filter { $0.key != "RevisionId" }) { $1 }
            answer = latest
        case ("POST", "versions"): answer["Version"] = "NEW"
        case ("POST", _) where request.path == "/": answer = ["MetricDataResults": [Any]()]
        case ("POST", "aliases"), ("PUT", _):
            answer = body
            answer["RevisionId"] = "after-this-change"
        case ("GET", _): answer["Version"] = request.query.first?.value ?? "$LATEST"
        default: answer = [:]
        }
        let data = (try? JSONSerialization.data(withJSONObject: answer)) ?? Data()
        return HTTPResponse(status: 200, body: data)
    }
}

/// A journal that nothing needs to survive, for a run that changes nothing.
package final class DryRunJournal: ChangeJournal {
    package init() {}

    package func append(_ line: JournalLine) throws(JournalFailure) {}

    package func recorded() throws(JournalFailure) -> [JournalLine] { [] }

    package func finish() throws(JournalFailure) {}

    package func close() {}
}
