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

    let port: UInt16
    private let listener: Int32
    private let seen = Mutex<[String]>([])

    init(_ script: @escaping Script) throws {
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
        Thread { [self] in accept(script) }.start()
    }

    /// The head of every request so far.
    var requests: [String] { seen.withLock { $0 } }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    private func accept(_ script: @escaping Script) {
        while true {
            #if canImport(Glibc)
                let connection = Glibc.accept(listener, nil, nil)
            #elseif canImport(Musl)
                let connection = Musl.accept(listener, nil, nil)
            #else
                let connection = Darwin.accept(listener, nil, nil)
            #endif
            guard connection >= 0 else { return }
            Thread { [self] in serve(connection, script) }.start()
        }
    }

    private func serve(_ connection: Int32, _ script: Script) {
        defer { close(connection) }
        while let head = readRequest(connection) {
            let index = seen.withLock { requests in
                requests.append(head)
                return requests.count - 1
            }
            switch script(index) {
            case .bytes(let text):
                _ = Array(text.utf8).withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
            case .cut: return
            case .silence:
                var byte: UInt8 = 0
                _ = read(connection, &byte, 1)
                return
            }
        }
    }

    /// Reads a head and the body that its Content-Length announces.
    private func readRequest(_ connection: Int32) -> String? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            if let end = Data(bytes).range(of: Data("\r\n\r\n".utf8)) {
                let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
                let length =
                    head.firstMatch(of: /(?i)content-length: *(\d+)/).flatMap { Int($0.1) } ?? 0
                if bytes.count >= end.upperBound + length { return head }
            }
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
    }
}
