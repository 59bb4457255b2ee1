package import Foundation

/// One call to a service.
package struct ServiceCall: Hashable, Sendable {
    /// The operation's name in AWS's documentation.
    package var operation: String
    package var method: String

    /// The path, each segment percent-encoded.
    package var path: String
    package var query: [Field]
    package var headers: [Field]
    package var body: Data

    /// How long the answer may take.
    package var timeout: Duration

    /// Whether it runs the function, so that it must not be sent twice.
    package var isInvocation: Bool

    package init(
        _ operation: String,
        _ method: String,
        _ path: String,
        query: [Field] = [],
        headers: [Field] = [],
        body: Data = Data(),
        timeout: Duration = .seconds(60),
        isInvocation: Bool = false
    ) {
        self.operation = operation
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.isInvocation = isInvocation
    }
}
