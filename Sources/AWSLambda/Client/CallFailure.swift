/// Why a call to an AWS service gave no usable answer.
package enum CallFailure: Error, Hashable {
    /// No credentials could be had.
    case credentials(CredentialFailure)

    /// AWS answered with an error; `code` and `message` are its own words.
    case refused(operation: String, status: Int, code: String, message: String)

    /// No answer came in time; what was asked for may have happened.
    case timedOut(operation: String)

    /// The connection failed; `mayHaveHappened` tells whether the server can have acted.
    case unreachable(operation: String, host: String, reason: String, mayHaveHappened: Bool)

    /// The answer could not be understood.
    case unreadable(operation: String, reason: String)

    /// The caller was cancelled.
    case cancelled
}

extension CallFailure {
    /// AWS's error code, where AWS answered.
    package var code: String? {
        if case .refused(_, _, let code, _) = self { code } else { nil }
    }

    /// The answer's status, where AWS answered.
    package var status: Int? {
        if case .refused(_, let status, _, _) = self { status } else { nil }
    }

    /// Whether the thing that the call was about does not exist.
    package var isNotFound: Bool { status == 404 }
}

extension CallFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .credentials(let failure):
            failure.description
        case .refused(let operation, let status, let code, let message):
            "\(operation) failed: \(code) (\(status)): \(message)"
                + (message.last?.isPunctuation == true ? " " : ". ")
                + Self.advice(operation: operation, status: status, code: code)
        case .timedOut(let operation):
            "\(operation) got no answer in time; it may still have run, so it was not repeated: "
                + "check the function, then try again."
        case .unreachable(let operation, let host, let reason, let mayHaveHappened):
            "\(operation) could not reach \(host) (\(reason))"
                + (mayHaveHappened ? "; it may still have run" : "")
                + ": check the network, the Region and --endpoint-url."
        case .unreadable(let operation, let reason):
            "The answer to \(operation) could not be understood (\(reason)): check --endpoint-url."
        case .cancelled:
            "Interrupted."
        }
    }

    /// One sentence on what to do about an error of AWS's.
    private static func advice(operation: String, status: Int, code: String) -> String {
        switch code {
        case "ExpiredTokenException", "ExpiredToken":
            "The credentials have ended: renew them (for example `aws sso login`)."
        case "UnrecognizedClientException", "InvalidClientTokenId":
            "AWS does not know these keys: check the profile with `aws sts get-caller-identity`."
        case "InvalidSignatureException", "SignatureDoesNotMatch", "RequestTimeTooSkewed":
            "Check that the secret key is right and that this machine's clock is."
        case "AccessDeniedException", "AccessDenied":
            "Grant what `lambda-tuner aws policy` prints, or use a profile that may do this."
        case "ResourceNotFoundException":
            "Check the function's name, the Region and the account."
        case "PreconditionFailedException":
            "Someone else changed the function meanwhile: wait for them and start again."
        case "ResourceConflictException":
            "Another change is under way or the name is taken: wait and start again."
        case "CodeStorageExceededException":
            "Delete old versions or ask for more code storage."
        case "RequestTooLargeException":
            "Give an event of at most 6 MB."
        case _ where status == 429:
            "Lambda is throttling: wait, or lower --parallel."
        case _ where status >= 500:
            "That is a fault of the service: try again later."
        default:
            "Correct what it names and try again."
        }
    }
}
