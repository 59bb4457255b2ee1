extension EnvironmentHost {
    /// Serves HTTP on a port of 127.0.0.1; port 0 takes a free one.
    ///
    /// - Parameters:
    ///   - port: The port.
    ///   - bodyLimit: The most bytes of a request's body that are kept.
    ///   - receive: Takes each request on the server's own thread, and must not block it.
    /// - Returns: The server, which is to be stopped before the host is closed.
    /// - Throws: The operating system's reason.
    package nonisolated func listen(
        port: Int,
        bodyLimit: Int,
        receive: @escaping @Sendable (LoopbackRequest, @escaping LoopbackServer.Responder) -> Void
    ) async throws -> LoopbackServer {
        try await LoopbackServer.start(
            port: port,
            on: machinery.group,
            LoopbackServer.Reception(bodyLimit: bodyLimit, receive: receive)
        )
    }

    /// Runs work that blocks on a thread that may; carried through when cancelled.
    package nonisolated func blocking<Value: Sendable>(
        _ work: @escaping @Sendable () -> Value
    ) async -> Value {
        await machinery.blocking(work)
    }
}
