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

    private func receive() -> (head: ArraySlice<UInt8>, body: [UInt8])? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            if let end = Self.endOfHead(bytes) {
                let head = bytes[..<end]
                let length = Self.header("content-length", in: head).flatMap { Int($0) } ?? 0
                if bytes.count >= end + 4 + length { return (head, Array(bytes[(end + 4)...])) }
            }
            let count = read(socket, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return nil }
            bytes += buffer[..<count]
        }
    }

    // Both look at bytes and not at text, since they are a part of every invocation that is timed.

    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for index in 0...(bytes.count - 4) where bytes[index] == 13 && bytes[index + 1] == 10 {
            if bytes[index + 2] == 13 && bytes[index + 3] == 10 { return index }
        }
        return nil
    }

    /// The value of a header; its name is given in small letters.
    private static func header(_ name: StaticString, in head: ArraySlice<UInt8>) -> String? {
        let colon = UInt8(ascii: ":")
        return name.withUTF8Buffer { name in
            for line in head.split(separator: 10) where line.count > name.count {
                let end = line.startIndex + name.count
                // Letters differ from small ones by one bit, which hyphens have set anyhow.
                if line[end] == colon, zip(line, name).allSatisfy({ $0 | 0x20 == $1 }) {
                    return String(decoding: line[(end + 1)...], as: UTF8.self).trimmed
                }
            }
            return nil
        }
    }
}
