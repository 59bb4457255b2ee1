#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Sockets for IPv4 addresses of this machine; apart because the calls' names are also good names for
/// what they return.
enum LocalSocket {
    #if canImport(Darwin)
        /// The kind of a connection.
        static let stream = SOCK_STREAM

        /// The kind of single messages.
        static let datagram = SOCK_DGRAM
    #else
        /// The kind of a connection.
        static let stream = CInt(SOCK_STREAM.rawValue)

        /// The kind of single messages.
        static let datagram = CInt(SOCK_DGRAM.rawValue)
    #endif

    /// A new socket; negative with `errno` set where the machine refuses.
    static func open(_ domain: CInt, _ kind: CInt) -> CInt {
        socket(domain, kind, 0)
    }

    /// Connects; false with `errno` set where nobody listens or the address is none.
    static func connect(_ socket: CInt, to address: String, port: UInt16) -> Bool {
        withAddress(address, port) { systemConnect(socket, $0, $1) } == 0
    }

    /// Takes an address; false with `errno` set where it is taken.
    static func bind(_ socket: CInt, to address: String, port: UInt16) -> Bool {
        withAddress(address, port) { systemBind(socket, $0, $1) } == 0
    }

    private static func withAddress(
        _ address: String,
        _ port: UInt16,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> CInt
    ) -> CInt {
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        guard inet_pton(AF_INET, address, &name.sin_addr) == 1 else { return -1 }
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
        }
    }
}

private func systemConnect(
    _ socket: CInt,
    _ name: UnsafePointer<sockaddr>,
    _ size: socklen_t
) -> CInt {
    connect(socket, name, size)
}

private func systemBind(
    _ socket: CInt,
    _ name: UnsafePointer<sockaddr>,
    _ size: socklen_t
) -> CInt {
    bind(socket, name, size)
}
