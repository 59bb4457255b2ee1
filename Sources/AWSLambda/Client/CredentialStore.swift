package import Foundation

/// Keeps the credentials in use and renews them before they end.
package actor CredentialStore {
    private let find: @Sendable () async throws(CredentialFailure) -> AWSCredentials
    private let now: @Sendable () -> Date
    private var current: AWSCredentials?

    /// Takes what finds credentials, such as ``CredentialChain/credentials()``.
    package init(
        now: @escaping @Sendable () -> Date = { Date() },
        find: @escaping @Sendable () async throws(CredentialFailure) -> AWSCredentials
    ) {
        self.find = find
        self.now = now
    }

    /// Credentials that last for five minutes more, where any do.
    package func credentials() async throws(CredentialFailure) -> AWSCredentials {
        if let current, isFresh(current) { return current }
        let found = try await find()
        current = found
        return found
    }

    /// Forgets credentials that AWS called ended, so that the next call looks for newer ones.
    package func discard(_ credentials: AWSCredentials) {
        if current == credentials { current = nil }
    }

    private func isFresh(_ credentials: AWSCredentials) -> Bool {
        guard let end = credentials.expiration else { return true }
        return end.timeIntervalSince(now()) > 300
    }
}
