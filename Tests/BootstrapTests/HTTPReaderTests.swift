import Testing

@testable import workload_bootstrap

struct HTTPReaderTests {
    /// Feeds a response in pieces of a size and returns what the reader makes of it.
    private func read(
        _ text: String,
        piece: Int,
        closes: Bool = false
    ) throws -> HTTPResponse? {
        var reader = HTTPReader()
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let next = rest.prefix(piece)
            rest = rest.dropFirst(piece)
            _ = reader.takeIn { buffer in
                buffer.copyBytes(from: next)
                return next.count
            }
            if let response = try reader.response() {
                #expect(rest.isEmpty, "the response was taken as whole too early")
                return response
            }
        }
        if closes { reader.reachedEnd() }
        return try reader.response()
    }

    /// Responses that RFC 9112 gives one meaning, each with its body.
    private static let responses = [
        ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "hello"),
        ("HTTP/1.1 200 OK\r\ncontent-length:0\r\n\r\n", ""),
        ("HTTP/1.1 204 No Content\r\n\r\n", ""),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;a=b\r\nlo\r\n0\r\n\r\n",
            "hello"
        ),
        (
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nA\r\n0123456789\r\n0\r\nX: y\r\n\r\n",
            "0123456789"
        ),
        ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "ok"),
    ]

    @Test(arguments: responses.map(\.0), 1...9)
    func `a response split anywhere is read whole`(text: String, piece: Int) throws {
        let body = Self.responses.first { $0.0 == text }?.1
        let response = try #require(try read(text, piece: piece))
        #expect(String(decoding: response.body, as: UTF8.self) == body)
    }

    @Test func `a body without a length ends with the connection`() throws {
        let text = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello"
        #expect(try read(text, piece: 4) == nil)
        let response = try #require(try read(text, piece: 4, closes: true))
        #expect(String(decoding: response.body, as: UTF8.self) == "hello")
        #expect(response.closesConnection)
    }

    @Test func `header names mean the same in any case`() throws {
        let text =
            "HTTP/1.1 200 OK\r\nLAMBDA-Runtime-Aws-Request-Id: 8476\r\nContent-Length: 0\r\n\r\n"
        #expect(try read(text, piece: 100)?["lambda-runtime-aws-request-id"] == "8476")
    }

    @Test(arguments: [
        "SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
    ])
    func `what is no response is refused`(text: String) {
        #expect(throws: ConnectionFailure.self) { try read(text, piece: 7, closes: true) }
    }
}
