import Foundation
import Measurement

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// Carries requests with Foundation's URL loading system.
///
/// Connections are reused, but a request that must not run twice gets a connection of its own: libcurl
/// sends a request again, without telling, when a reused connection turns out to be closed.
package struct URLSessionTransport: HTTPTransport {
    private let session: URLSession

    package init() {
        session = Self.makeSession()
    }

    package func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        guard request.isDeliveredAtMostOnce else {
            return try await Self.send(request, over: session)
        }
        let own = Self.makeSession()
        defer { own.finishTasksAndInvalidate() }
        return try await Self.send(request, over: own)
    }

    private static func makeSession() -> URLSession {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.urlCache = nil
        configuration.httpShouldSetCookies = false
        configuration.httpMaximumConnectionsPerHost = 32
        return URLSession(
            configuration: configuration,
            delegate: RedirectionRefuser(),
            delegateQueue: nil
        )
    }

    private static func send(
        _ request: HTTPRequest,
        over session: URLSession
    ) async throws(TransportFailure) -> HTTPResponse {
        guard let url = URL(string: request.address) else {
            throw .cannotConnect(reason: "the address \(request.endpoint) is not usable")
        }
        var wire = URLRequest(url: url)
        wire.httpMethod = request.method
        wire.timeoutInterval = request.timeout / .seconds(1)
        wire.httpBody = request.body.isEmpty ? nil : request.body
        for field in request.headers where field.name.lowercased() != "host" {
            wire.addValue(field.value, forHTTPHeaderField: field.name)
        }
        do {
            let (body, response) = try await session.data(for: wire)
            guard let response = response as? HTTPURLResponse else {
                throw TransportFailure.connectionLost(reason: "the answer was not HTTP")
            }
            return HTTPResponse(
                status: response.statusCode,
                headers: response.allHeaderFields.map { Field("\($0.key)", "\($0.value)") },
                body: body
            )
        } catch {
            throw failure(from: error)
        }
    }

    private static func failure(from error: any Error) -> TransportFailure {
        if let failure = error as? TransportFailure { return failure }
        if error is CancellationError { return .cancelled }
        guard let error = error as? URLError else {
            return .connectionLost(reason: error.localizedDescription.printableLine())
        }
        let reason = error.localizedDescription.printableLine()
        return switch error.code {
        case .cancelled: .cancelled
        case .timedOut: .timedOut
        case .cannotFindHost, .cannotConnectToHost, .dnsLookupFailed, .notConnectedToInternet,
            .badURL, .unsupportedURL, .secureConnectionFailed, .serverCertificateUntrusted,
            .serverCertificateHasBadDate, .serverCertificateNotYetValid,
            .serverCertificateHasUnknownRoot:
            .cannotConnect(reason: reason)
        default: .connectionLost(reason: reason)
        }
    }
}

/// Leaves redirections unfollowed: a signature is for one host, and credentials stay with it.
private final class RedirectionRefuser: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
