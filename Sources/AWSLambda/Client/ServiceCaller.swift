import Foundation

/// Signs and sends calls to one service, retries by the rules, and reads AWS's errors.
package struct ServiceCaller: Sendable {
    /// The service's name in signatures, with the Region.
    package let signer: RequestSigner

    /// Where the calls go.
    package let endpoint: Endpoint

    /// What the calls are signed with.
    package let credentials: CredentialStore

    /// What carries them.
    package let transport: any HTTPTransport

    /// The world's parts that tests replace.
    package let surroundings: Surroundings

    /// When a call is tried again.
    package let rules: RetryRules

    /// Keeps control calls below the rate that Lambda allows an account.
    private let pacer: Pacer

    package init(
        service: String,
        settings: AWSSettings,
        credentials: CredentialStore,
        transport: any HTTPTransport,
        surroundings: Surroundings = Surroundings(),
        rules: RetryRules = RetryRules()
    ) {
        self.signer = RequestSigner(service: service, region: settings.region)
        self.endpoint = settings.endpoint(of: service)
        self.credentials = credentials
        self.transport = transport
        self.surroundings = surroundings
        self.rules = rules
        self.pacer = Pacer(surroundings: surroundings)
    }
}

/// Spaces control calls out: Lambda allows an account 15 a second over all of them.
///
/// - Source: AWS Lambda Developer Guide, "Lambda quotas", API requests.
private actor Pacer {
    private static let interval = 0.1
    private let surroundings: Surroundings
    private var nextSlot = Date.distantPast

    init(surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    func waitForTurn() async throws {
        let now = surroundings.now()
        let slot = max(now, nextSlot)
        nextSlot = slot.addingTimeInterval(Self.interval)
        let wait = slot.timeIntervalSince(now)
        if wait > 0 { try await surroundings.pause(.seconds(wait)) }
    }
}

extension ServiceCaller {
    /// Waits for a control call's turn.
    func waitForTurn(_ call: ServiceCall) async throws(CallFailure) {
        guard !call.isInvocation else { return }
        do {
            try await pacer.waitForTurn()
        } catch {
            throw .cancelled
        }
    }
}
