/// Why work on a deployed function ended early.
package enum DeploymentFailure: Error, Hashable, CustomStringConvertible {
    /// A call failed.
    case call(CallFailure)

    /// The journal could not be written, so nothing more was changed.
    case journal(JournalFailure)

    /// The function cannot be worked on.
    case refused(FunctionRefusal)

    /// A change was accepted but did not become effective in five minutes.
    case didNotSettle

    /// A change was accepted and then failed.
    case changeFailed(reason: String)

    /// Somebody else changed the function meanwhile.
    case changedMeanwhile(what: String)

    /// Whether the caller was cancelled.
    package var isCancellation: Bool { self == .call(.cancelled) }

    package var description: String {
        switch self {
        case .call(let failure): failure.description
        case .journal(let failure): failure.description
        case .refused(let refusal): refusal.description
        case .didNotSettle:
            "Lambda did not finish a change in five minutes: look at the function's state, then run "
                + "`lambda-tuner aws restore`."
        case .changeFailed(let reason):
            "Lambda could not carry out a change (\(reason)): correct that and start again."
        case .changedMeanwhile(let what):
            "\(what) was changed by someone else meanwhile: wait for them and start again."
        }
    }
}
