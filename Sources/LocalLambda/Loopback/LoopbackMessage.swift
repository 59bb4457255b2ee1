/// A header of an HTTP message.
package struct LoopbackHeader: Hashable, Sendable {
    /// Its name, in whatever case it was written.
    package let name: String

    /// Its value.
    package let value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}

/// A request to a server on loopback, as far as it has arrived.
package struct LoopbackRequest: Sendable {
    /// The method, such as `GET`.
    package let method: String

    /// Path and query as they were sent, with their percent-encoding.
    package let target: String

    /// The headers, in their order.
    package let headers: [LoopbackHeader]

    /// The body, as far as it is within the server's limit.
    package var body: [UInt8] = []

    /// How many bytes the body had.
    package var received = 0

    /// The connection that it came in on, numbered from 1 for each server.
    package let connection: Int

    /// When the first byte of the body came, on the monotonic clock, in nanoseconds.
    var bodyStartNS: UInt64?

    /// The headers that followed a body sent in chunks.
    var trailers: [LoopbackHeader] = []

    /// The value of a header, whatever the case of its name; the first where there are several.
    package func header(_ name: String) -> String? { headers.value(of: name) }

    /// The same of the headers after the body.
    func trailer(_ name: String) -> String? { trailers.value(of: name) }
}

extension [LoopbackHeader] {
    fileprivate func value(of name: String) -> String? {
        first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// What a server on loopback answers.
package struct LoopbackReply: Hashable, Sendable {
    /// The HTTP status.
    package var status: Int

    /// Headers besides the length.
    package var headers: [LoopbackHeader] = []

    /// The body.
    package var body: [UInt8] = []

    package init(status: Int, headers: [LoopbackHeader] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
