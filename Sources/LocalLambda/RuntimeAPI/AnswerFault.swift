/// What keeps what a runtime sent from being an answer.
///
/// - Source: AWS runtime interface emulator, `internal/lambda`: the error types of the platform.
enum AnswerFault: Hashable, Sendable {
    /// It has more bytes than Lambda takes.
    case tooLarge

    /// It is to be sent in a way that there is not.
    case unknownMode

    /// Its sender went before the end.
    case truncated

    /// The function failed in the middle of it, with an error type of its own.
    case failed(errorType: String)

    /// Lambda's error type.
    var errorType: String {
        switch self {
        case .tooLarge: "Function.ResponseSizeTooLarge"
        case .unknownMode: "Runtime.InvalidResponseModeHeader"
        case .truncated: "Runtime.TruncatedResponse"
        case .failed(let errorType): errorType
        }
    }

    /// What the runtime is told.
    var reply: LoopbackReply {
        switch self {
        case .tooLarge: .tooLarge
        case .unknownMode:
            .refusal(400, "InvalidResponseModeHeader", "Lambda-Runtime-Function-Response-Mode")
        case .truncated, .failed: .accepted
        }
    }
}
