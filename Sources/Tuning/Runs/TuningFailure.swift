import LambdaPlatform
package import Measurement

/// Why a run could not be fitted.
package enum TuningFailure: Error, Hashable, CustomStringConvertible {
    /// The run has no invocation at all.
    case noInvocations

    /// No invocation was warm, successful and counted.
    case noUsableInvocations(total: Int, failures: [InvocationStatus: Int])

    package var description: String {
        switch self {
        case .noInvocations:
            return "The run has no invocations: measure the function first."
        case .noUsableInvocations(let total, let failures):
            let failed = failures.sorted { $0.key.rawValue < $1.key.rawValue }
                .map { "\($0.value) \($0.key.rawValue)" }
                .joined(separator: ", ")
            let ending =
                failed.isEmpty ? "all were cold starts or warm-ups" : "there were \(failed)"
            return "None of the \(total) invocations was warm and successful (\(ending)): "
                + "look at the function's errors, or measure more invocations of each setting."
        }
    }
}
