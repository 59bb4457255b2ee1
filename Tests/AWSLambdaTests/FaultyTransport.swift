import AWSLambda
import Synchronization

/// Carries calls to a real endpoint, and lets changes go wrong on their way.
final class FaultyTransport: HTTPTransport {
    private let inner = URLSessionTransport()
    private let changes = Counter()
    private let isDead = Mutex(false)

    /// Decides what goes wrong at the nth change (counted from 0).
    private let fault: @Sendable (Int) -> FakeLambda.Fault?

    init(_ fault: @escaping @Sendable (Int) -> FakeLambda.Fault?) {
        self.fault = fault
    }

    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse {
        if isDead.withLock({ $0 }) { throw .cannotConnect(reason: "the network is gone") }
        guard request.method != "GET", let fault = fault(changes.next()) else {
            return try await inner.send(request)
        }
        switch fault {
        case .deadBefore:
            isDead.withLock { $0 = true }
            throw .cannotConnect(reason: "the network is gone")
        case .deadAfter:
            isDead.withLock { $0 = true }
            _ = try await inner.send(request)
            throw .connectionLost(reason: "the network is gone")
        case .cutAfter:
            _ = try await inner.send(request)
            throw .connectionLost(reason: "reset")
        case .answer(let status, let code):
            return FakeLambda.error(status, code)
        }
    }
}
