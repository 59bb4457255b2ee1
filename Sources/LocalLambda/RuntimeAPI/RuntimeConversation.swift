/// The conversation between one runtime and the Runtime API, as a value: what has been said so far
/// decides what may be said next.
///
/// - Source: AWS Lambda runtime interface emulator, `internal/lambda/core`: the states of a runtime.
struct RuntimeConversation: Hashable, Sendable {
    /// How far the runtime has come.
    enum Phase: Hashable, Sendable {
        /// INIT: the runtime has not asked for an event yet.
        case starting

        /// The runtime waits for an event.
        case waiting

        /// The runtime works on an invocation.
        case invoking(id: String)

        /// The runtime has answered and not asked for the next event yet.
        case answered(id: String)

        /// The runtime has reported that it could not be initialised.
        case initFailed
    }

    /// How far the runtime has come.
    private(set) var phase = Phase.starting

    /// What is to be done about a call.
    enum Verdict: Hashable, Sendable {
        /// Keep the request open until there is an event.
        case park

        /// The invocation has its answer.
        case answer

        /// The invocation has failed.
        case fail

        /// INIT has failed.
        case failInit

        /// Refuse, and change nothing.
        case refuse(LoopbackReply)
    }

    /// Takes a call, and says what is to be done; `isParked` tells whether an earlier request for an
    /// event is still open.
    mutating func take(_ call: RuntimeCall, isParked: Bool) -> Verdict {
        switch (call, phase) {
        case (.next, .waiting) where isParked:
            return .refuse(.misplaced)
        case (.next, .starting), (.next, .answered), (.next, .waiting):
            phase = .waiting
            return .park
        case (.initFailure, .starting):
            phase = .initFailed
            return .failInit
        case (.response(let id), .invoking(let current)) where id == current:
            phase = .answered(id: id)
            return .answer
        case (.failure(let id), .invoking(let current)) where id == current:
            phase = .answered(id: id)
            return .fail
        case (.response, .invoking), (.failure, .invoking):
            return .refuse(.refusal(400, "InvalidRequestID", "Invalid request ID"))
        case (.unknown, _):
            return .refuse(.refusal(404, "NotFound", "There is no such call"))
        default:
            return .refuse(.misplaced)
        }
    }

    /// Hands out an event; false when the runtime does not wait for one.
    mutating func begin(id: String) -> Bool {
        guard phase == .waiting else { return false }
        phase = .invoking(id: id)
        return true
    }
}
