/// The response of an HTTP/1.1 server.
struct HTTPResponse: Hashable {
    /// The status code.
    let status: Int

    /// The body; empty where there is none.
    var body: [UInt8] = []

    /// Whether the server will not serve another request on this connection.
    var closesConnection: Bool

    private let fields: [(name: String, value: String)]

    /// Reads a status line and the header fields up to the empty line.
    ///
    /// - Throws: ``ConnectionFailure/malformed(_:)``.
    init(head: ArraySlice<UInt8>) throws(ConnectionFailure) {
        let lines = String(decoding: head, as: UTF8.self)
            .split(omittingEmptySubsequences: true) { $0 == "\r\n" || $0 == "\n" }
        let words = (lines.first ?? "").split(separator: " ")
        guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
            throw .malformed("no status line")
        }
        self.status = status
        fields = lines.dropFirst().compactMap { line in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            return (line[..<colon].lowercased(), String(value))
        }
        let connection = fields.first { $0.name == "connection" }?.value.lowercased()
        closesConnection =
            connection == "close" || (words[0] == "HTTP/1.0" && connection != "keep-alive")
    }

    /// The value of a header field, its name in lower case.
    subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    static func == (left: HTTPResponse, right: HTTPResponse) -> Bool {
        left.status == right.status && left.body == right.body
            && left.fields.elementsEqual(right.fields, by: ==)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(status)
        hasher.combine(body)
    }
}
