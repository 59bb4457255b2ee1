/// An error as Lambda's API answers it.
///
/// - Source: AWS Lambda API Reference, "Common errors" and the errors of each action.
package struct ServiceRefusal: Error, Hashable, CustomStringConvertible {
    /// The HTTP status.
    package let status: Int

    /// AWS's name of the error, such as `ResourceNotFoundException`.
    package let type: String

    /// What happened, as a sentence.
    package let message: String

    /// AWS's word for why a request was throttled.
    package var reason: String?

    package var description: String { "\(type): \(message)" }

    init(_ status: Int, _ type: String, _ message: String, reason: String? = nil) {
        self.status = status
        self.type = type
        self.message = message
        self.reason = reason
    }
}

extension ServiceRefusal {
    /// There is no such thing.
    static func notFound(_ message: String) -> ServiceRefusal {
        ServiceRefusal(404, "ResourceNotFoundException", message)
    }

    /// It exists already, or is in use.
    static func conflict(_ message: String) -> ServiceRefusal {
        ServiceRefusal(409, "ResourceConflictException", message)
    }

    /// A parameter's value cannot be.
    static func invalid(_ message: String) -> ServiceRefusal {
        ServiceRefusal(400, "InvalidParameterValueException", message)
    }

    /// A parameter is outside the API's own limits.
    static func constraint(_ value: String, at member: String, _ rule: String) -> ServiceRefusal {
        ServiceRefusal(
            400,
            "ValidationException",
            "1 validation error detected: Value '\(value)' at '\(member)' failed to satisfy "
                + "constraint: Member must \(rule)"
        )
    }

    /// Somebody changed it since the caller looked.
    static let outdated = ServiceRefusal(
        412,
        "PreconditionFailedException",
        "The Revision Id provided does not match the latest Revision Id. Call the "
            + "GetFunction/GetAlias API to retrieve the latest Revision Id"
    )

    /// All environments that the function may have are busy.
    static func throttled(_ reason: String) -> ServiceRefusal {
        ServiceRefusal(429, "TooManyRequestsException", "Rate Exceeded.", reason: reason)
    }

    /// The event is larger than Lambda takes.
    static func tooLarge(_ bytes: Int, limit: Int, kind: String) -> ServiceRefusal {
        ServiceRefusal(
            413,
            "RequestTooLargeException",
            "\(bytes) byte payload is too large for the \(kind) invocation type "
                + "(limit \(limit) bytes)"
        )
    }

    /// Something that Lambda has and a single machine has not.
    static func unsupported(_ what: String) -> ServiceRefusal {
        .invalid("This local endpoint has no \(what): leave it out, or use AWS.")
    }

    /// The state could not be kept, or this machine failed otherwise.
    static func failure(_ message: String) -> ServiceRefusal {
        ServiceRefusal(500, "ServiceException", message)
    }
}
