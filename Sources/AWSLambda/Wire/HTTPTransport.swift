/// What carries a request to a server and brings the answer back.
package protocol HTTPTransport: Sendable {
    /// Sends the request once; an answer of any status is an answer, redirections included.
    ///
    /// - Throws: ``TransportFailure`` when no complete answer came.
    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPResponse
}

/// Why no complete answer came.
package enum TransportFailure: Error, Hashable, CustomStringConvertible {
    /// No connection came about, so the server cannot have seen the request.
    case cannotConnect(reason: String)

    /// The connection ended before the answer was complete; the server may have acted.
    case connectionLost(reason: String)

    /// The answer did not come in time; the server may have acted.
    case timedOut

    /// The caller was cancelled.
    case cancelled

    package var description: String {
        switch self {
        case .cannotConnect(let reason): "no connection (\(reason))"
        case .connectionLost(let reason): "the connection was cut (\(reason))"
        case .timedOut: "no answer in time"
        case .cancelled: "interrupted"
        }
    }
}
