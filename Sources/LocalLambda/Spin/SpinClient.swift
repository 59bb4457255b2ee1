#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The least that talks to the Runtime API: one connection, kept alive, no library.
///
/// It serves the yardstick function only, and trusts the server, which is ours.
struct SpinClient {
    /// An event and the request it belongs to.
    struct Event {
        let id: String
        let body: [UInt8]
    }

    private let socket: CInt

    /// Connects to `address`, an IPv4 address and a port.
    init?(address: String) {
        let parts = address.split(separator: ":")
        guard parts.count == 2, let port = UInt16(parts[1]) else { return nil }
        socket = LocalSocket.open(AF_INET, LocalSocket.stream)
        guard socket >= 0, LocalSocket.connect(socket, to: String(parts[0]), port: port) else {
            return nil
        }
        var yes: CInt = 1
        setsockopt(
            socket,
            CInt(IPPROTO_TCP),
            TCP_NODELAY,
            &yes,
            socklen_t(MemoryLayout<CInt>.size)
        )
    }

    /// Waits for the next event; nothing when the server is gone.
    func next() -> Event? {
        guard
            send("GET /\(RuntimeCall.version)/runtime/invocation/next HTTP/1.1\r\nHost: l\r\n\r\n"),
            let (head, body) = receive(),
            let id = Self.header("lambda-runtime-aws-request-id", in: head)
        else { return nil }
        return Event(id: id, body: body)
    }

    /// Answers an event; false when the server is gone.
    func respond(to id: String) -> Bool {
        let path = "/\(RuntimeCall.version)/runtime/invocation/\(id)/response"
        let isSent = send("POST \(path) HTTP/1.1\r\nHost: l\r\nContent-Length: 2\r\n\r\n{}")
        return isSent && receive() != nil
    }

    private func send(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return write(socket, bytes, bytes.count) == bytes.count
    }

    private func receive() -> (head: String, body: [UInt8])? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            if let end = Self.endOfHead(bytes) {
                let head = String(decoding: bytes[..<end], as: UTF8.self)
                let length = Self.header("content-length", in: head).flatMap { Int($0) } ?? 0
                if bytes.count >= end + 4 + length { return (head, Array(bytes[(end + 4)...])) }
            }
            let count = read(socket, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return nil }
            bytes += buffer[..<count]
        }
    }

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        let mark: [UInt8] = [13, 10, 13, 10]
        guard bytes.count >= 4 else { return nil }
        return (0...(bytes.count - 4)).first { Array(bytes[$0..<($0 + 4)]) == mark }
    }

    private static func header(_ name: String, in head: String) -> String? {
        for line in head.split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == name { return String(parts[1]).trimmed }
        }
        return nil
    }
}
