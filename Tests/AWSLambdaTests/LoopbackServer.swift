import AWSLambda
import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A tiny HTTP server on 127.0.0.1 for tests.
///
/// It answers each request with prepared bytes, or by cutting the connection.
final class LoopbackServer: Sendable {
    /// What happens to the nth request (counted from 0).
    typealias Script = @Sendable (Int) -> Reply

    enum Reply {
        case bytes(String)
        case cut
        case silence
    }

    /// Does something about a request on its connection, and says when that is done and whether
    /// another may follow: false closes the connection.
    private typealias Responder =
        @Sendable (
            Int, ReceivedRequest, Int32, _ done: @escaping @Sendable (Bool) -> Void
        ) -> Void

    let port: UInt16
    private let listener: Int32
    private let seen = Mutex<[String]>([])

    convenience init(_ script: @escaping Script) throws {
        let respond: Responder = { index, _, connection, done in
            switch script(index) {
            case .bytes(let text):
                Self.send(Data(text.utf8), to: connection)
                done(true)
            case .cut: done(false)
            case .silence:
                var byte: UInt8 = 0
                _ = read(connection, &byte, 1)
                done(false)
            }
        }
        try self.init(responding: respond)
    }

    /// A server that answers as another object does.
    convenience init(
        answering answer: @escaping @Sendable (HTTPRequest) async -> HTTPResponse
    ) throws {
        let respond: Responder = { _, received, connection, done in
            guard let request = received.request else { return done(false) }
            Task {
                Self.send(await answer(request).bytes, to: connection)
                done(true)
            }
        }
        try self.init(responding: respond)
    }

    private init(responding respond: @escaping Responder) throws {
        #if canImport(Glibc)
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 16) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard bound else { throw POSIXError(.EADDRNOTAVAIL) }
        listener = descriptor
        port = UInt16(bigEndian: address.sin_port)
        Thread { [self] in accept(respond) }.start()
    }

    /// The head of every request so far.
    var requests: [String] { seen.withLock { $0 } }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func accept(_ respond: @escaping Responder) {
        while true {
            #if canImport(Glibc)
                let connection = Glibc.accept(listener, nil, nil)
            #elseif canImport(Musl)
                let connection = Musl.accept(listener, nil, nil)
            #else
                let connection = Darwin.accept(listener, nil, nil)
            #endif
            guard connection >= 0 else { return }
            Thread { [self] in serve(connection, respond) }.start()
        }
    }

    /// Serves one request, and the next once that is done.
    ///
    /// The connection is closed by whoever has it last: a number that is closed too early is soon
    /// another file's, which an answer would then be written into.
    private func serve(_ connection: Int32, _ respond: @escaping Responder) {
        guard let received = readRequest(connection) else {
            close(connection)
            return
        }
        let index = seen.withLock { requests in
            requests.append(received.head)
            return requests.count - 1
        }
        respond(index, received, connection) { [self] goesOn in
            if goesOn {
                Thread { [self] in serve(connection, respond) }.start()
            } else {
                close(connection)
            }
        }
    }

    private static func send(_ bytes: Data, to connection: Int32) {
        _ = bytes.withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
    }

    /// Reads a head and the body that its Content-Length announces.
    private func readRequest(_ connection: Int32) -> ReceivedRequest? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            if let end = Data(bytes).range(of: Data("\r\n\r\n".utf8)) {
                let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
                let length =
                    head.firstMatch(of: /(?i)content-length: *(\d+)/).flatMap { Int($0.1) } ?? 0
                if bytes.count >= end.upperBound + length {
                    return ReceivedRequest(head: head, body: Data(bytes[end.upperBound...]))
                }
            }
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
    }
}

/// A request as it came over the wire.
struct ReceivedRequest: Sendable {
    let head: String
    let body: Data

    /// The request as a value; nil for one that is malformed.
    var request: HTTPRequest? {
        let words = head.split(separator: "\r\n").first?.split(separator: " ") ?? []
        guard words.count == 3, let components = URLComponents(string: String(words[1])) else {
            return nil
        }
        return HTTPRequest(
            method: String(words[0]),
            endpoint: Endpoint(service: "unused", region: "eu-central-1"),
            path: components.percentEncodedPath,
            query: (components.queryItems ?? []).map { Field($0.name, $0.value ?? "") },
            headers: head.split(separator: "\r\n").dropFirst().compactMap { line in
                let parts = line.split(separator: ":", maxSplits: 1)
                return parts.count == 2
                    ? Field(String(parts[0]), parts[1].trimmingCharacters(in: .whitespaces)) : nil
            },
            body: body
        )
    }
}

extension HTTPResponse {
    /// The answer as it goes over the wire.
    var bytes: Data {
        var text = "HTTP/1.1 \(status) Status\r\nContent-Length: \(body.count)\r\n"
        for field in headers { text += "\(field.name): \(field.value)\r\n" }
        return Data((text + "\r\n").utf8) + body
    }
}
