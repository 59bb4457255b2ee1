import LocalLambda

/// Tells callers on this machine from web pages that a browser on it shows.
///
/// The endpoint runs whatever code it is sent, so a page that reaches it through a name that leads to
/// 127.0.0.1 (DNS rebinding), or by posting across origins, must be turned away. Signatures are not
/// checked: every user of this machine can reach the port, and none has a secret shared with it.
enum CallerCheck {
    /// Refuses what does not come from an AWS client on this machine.
    ///
    /// - Throws: ``ServiceRefusal`` with status 403.
    static func check(_ request: LoopbackRequest) throws(ServiceRefusal) {
        guard let host = request.header("Host"), isLoopback(host) else {
            throw ServiceRefusal(
                403,
                "AccessDeniedException",
                "The Host header does not name this machine: call 127.0.0.1 or localhost."
            )
        }
        if let origin = request.header("Origin") {
            let authority = origin.split(separator: "://", maxSplits: 1).last.map(String.init)
            guard let authority, isLoopback(authority) else {
                throw ServiceRefusal(
                    403,
                    "AccessDeniedException",
                    "Calls from web pages of other origins are refused."
                )
            }
        }
        guard request.header("Authorization")?.hasPrefix("AWS4-") == true else {
            throw ServiceRefusal(
                403,
                "MissingAuthenticationTokenException",
                "Missing Authentication Token: sign the call; any access key will do here."
            )
        }
    }

    /// Whether host and port name this machine by its loopback address.
    private static func isLoopback(_ authority: String) -> Bool {
        var host = authority[...]
        if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") {
            guard host[host.index(after: colon)...].allSatisfy(\.isNumber) else { return false }
            host = host[..<colon]
        }
        return ["127.0.0.1", "localhost", "[::1]"].contains(host.lowercased())
    }
}
