package import LambdaPlatform

/// One invocation that somebody asks a source for.
package struct InvocationRequest: Hashable, Sendable {
    /// The memory setting to run at.
    package var memory: MemorySetting

    /// The threading strategy to run with.
    package var strategy: ThreadingStrategy

    /// Whether a warm execution environment may serve it.
    package var environment: EnvironmentWish

    /// Name of the event to send, where the source knows several.
    package var payload: String?

    package init(
        memory: MemorySetting,
        strategy: ThreadingStrategy,
        environment: EnvironmentWish = .reuse,
        payload: String? = nil
    ) {
        self.memory = memory
        self.strategy = strategy
        self.environment = environment
        self.payload = payload
    }

    /// Which execution environment should serve a request.
    package enum EnvironmentWish: Hashable, Sendable {
        /// A warm one if there is one.
        case reuse

        /// A fresh one: a cold start.
        case fresh
    }
}

/// The door to the world: somewhere a function can be invoked at a memory setting.
///
/// A source keeps one execution environment for each pair of memory setting and strategy between
/// requests, frozen as on Lambda. The first invocation of an environment is cold and carries its init
/// duration. Requests are served one at a time.
package protocol InvocationSource: Sendable {
    /// Invokes the function once and observes it.
    ///
    /// A function that fails, times out or runs out of memory was observed: that is an ``Invocation``
    /// with its status, not an error.
    ///
    /// - Throws: ``SourceFailure`` when nothing was observed.
    func invoke(_ request: InvocationRequest) async throws(SourceFailure) -> Invocation

    /// Whether the source can really enforce this setting, or only project it.
    func canMeasure(_ memory: MemorySetting, _ strategy: ThreadingStrategy) -> Bool

    /// Ends every execution environment and leaves nothing behind; safe to call twice.
    func close() async
}

/// Why a source observed nothing.
package enum SourceFailure: Error, Hashable, CustomStringConvertible {
    /// The quota could not be set up as asked.
    case governorUnavailable(GovernorKind, reason: String)

    /// The function's process could not be started.
    case launchFailed(program: String, reason: String)

    /// INIT ended without the runtime asking for an event; carries Lambda's error type.
    case initFailed(errorType: String, detail: String)

    /// The setting cannot be served here.
    case settingUnavailable(MemorySetting, reason: String)

    /// The caller was cancelled.
    case cancelled

    /// Anything else that the world did.
    case other(String)

    package var description: String {
        switch self {
        case .governorUnavailable(let kind, let reason):
            "The \(kind.rawValue) governor cannot be used: \(reason)"
        case .launchFailed(let program, let reason):
            "\(program) could not be started: \(reason)"
        case .initFailed(let errorType, let detail):
            "The function failed during INIT (\(errorType)): \(detail)"
        case .settingUnavailable(let memory, let reason):
            "\(memory) cannot be measured here: \(reason)"
        case .cancelled:
            "Interrupted."
        case .other(let sentence):
            sentence
        }
    }
}
