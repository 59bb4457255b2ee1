package import Foundation

/// One HTTP request to a web service, before or after it is signed.
package struct HTTPRequest: Hashable, Sendable {
    /// The method, such as `GET`.
    package var method: String

    /// Where it goes.
    package var endpoint: Endpoint

    /// The path as it is sent, each segment percent-encoded.
    package var path: String

    /// The query's names and values, not encoded.
    package var query: [Field]

    /// The header fields; names are compared without regard to case.
    package var headers: [Field]

    /// The body.
    package var body: Data

    /// How long the answer may take.
    package var timeout: Duration

    /// Whether the request may run something that must not run twice, so that it needs a connection
    /// of its own: a client re-sends a request when a reused connection turns out to be closed.
    package var isDeliveredAtMostOnce: Bool

    package init(
        method: String,
        endpoint: Endpoint,
        path: String,
        query: [Field] = [],
        headers: [Field] = [],
        body: Data = Data(),
        timeout: Duration = .seconds(60),
        isDeliveredAtMostOnce: Bool = false
    ) {
        self.method = method
        self.endpoint = endpoint
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.isDeliveredAtMostOnce = isDeliveredAtMostOnce
    }
}

/// A name with its value: a header field or a query parameter.
package struct Field: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

extension HTTPRequest {
    /// Gives a header its only value.
    package mutating func setHeader(_ name: String, _ value: String) {
        headers.removeAll { $0.name.lowercased() == name.lowercased() }
        headers.append(Field(name, value))
    }

    /// The path and query as they stand in the request line.
    package var target: String {
        guard !query.isEmpty else { return path }
        let pairs = query.map {
            PercentEncoding.component($0.name) + "=" + PercentEncoding.component($0.value)
        }
        return path + "?" + pairs.joined(separator: "&")
    }

    /// The whole address.
    package var address: String { endpoint.description + target }
}

/// The answer to a request.
package struct HTTPResponse: Hashable, Sendable {
    /// The status code.
    package var status: Int

    /// The header fields.
    package var headers: [Field]

    /// The body.
    package var body: Data

    package init(status: Int, headers: [Field] = [], body: Data = Data()) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The value of a header field, where there is one.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
