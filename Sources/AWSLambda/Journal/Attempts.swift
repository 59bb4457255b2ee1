/// Tries something again while Lambda is busy with another change or someone else was faster.
struct Attempts: Sendable {
    /// The most attempts; with the pauses they last about five minutes, like AWS's own waiters.
    private static let most = 300

    private let surroundings: Surroundings

    init(_ surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    /// Repeats the action every second until it gives a value.
    ///
    /// - Parameters:
    ///   - statuses: The answers that call it again: conflicts, and outdated revisions where the action
    ///     reads the revision anew each time.
    ///   - action: Gives nil to be called again.
    /// - Returns: The value.
    /// - Throws: ``DeploymentFailure/call(_:)`` for other failures and
    ///   ``DeploymentFailure/didNotSettle``.
    func until<Value>(
        retrying statuses: Set<Int> = [409, 412],
        _ action: () async throws(CallFailure) -> Value?
    ) async throws(DeploymentFailure) -> Value {
        var conflict: CallFailure?
        for _ in 0..<Self.most {
            do {
                if let value = try await action() { return value }
                conflict = nil
            } catch {
                guard let status = error.status, statuses.contains(status) else {
                    throw .call(error)
                }
                conflict = error
            }
            do {
                try await surroundings.pause(.seconds(1))
            } catch {
                throw .call(.cancelled)
            }
        }
        throw conflict.map { .call($0) } ?? .didNotSettle
    }
}
