#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// One keep-alive connection to an HTTP/1.1 server, for requests one after the other.
///
/// It opens itself when first used and again when the server has closed it in between.
struct HTTPConnection: ~Copyable {
    private let host: String
    private let port: String
    private var socket: CInt = -1
    private var reader = HTTPReader()

    init(host: String, port: String) {
        self.host = host
        self.port = port
    }

    deinit {
        if socket >= 0 { close(socket) }
    }

    /// Sends a request and reads the whole response.
    ///
    /// A kept-alive connection that turns out closed before a byte of the response came is opened
    /// again once.
    ///
    /// - Throws: ``ConnectionFailure``.
    mutating func send(_ request: [UInt8]) throws(ConnectionFailure) -> HTTPResponse {
        if socket >= 0 {
            do {
                return try exchange(request)
            } catch .closedBeforeResponse {
                disconnect()
            }
        }
        try connect()
        return try exchange(request)
    }

    private mutating func exchange(
        _ request: [UInt8]
    ) throws(ConnectionFailure) -> HTTPResponse {
        reader.reset()
        try transmit(request)
        while true {
            do {
                if let response = try reader.response() {
                    if response.closesConnection { disconnect() }
                    return response
                }
            } catch {
                disconnect()
                throw error
            }
            if try !receive() { reader.reachedEnd() }
        }
    }

    /// Writes all bytes to the socket.
    private func transmit(_ bytes: [UInt8]) throws(ConnectionFailure) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                write(socket, buffer.baseAddress?.advanced(by: sent), buffer.count - sent)
            }
            if count >= 0 {
                sent += count
            } else if errno != EINTR {
                throw .closedBeforeResponse
            }
        }
    }

    /// Takes in what the socket has, waiting for at least one byte.
    ///
    /// - Returns: Whether there was anything; false once the server has closed.
    private mutating func receive() throws(ConnectionFailure) -> Bool {
        while true {
            let count = reader.takeIn { recv(socket, $0.baseAddress, $0.count, 0) }
            if count > 0 { return true }
            if count < 0 && errno == EINTR { continue }
            if reader.isEmpty { throw .closedBeforeResponse }
            if count < 0 { throw .broken(code: errno) }
            return false
        }
    }

    private mutating func disconnect() {
        if socket >= 0 { close(socket) }
        socket = -1
    }

    private mutating func connect() throws(ConnectionFailure) {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
            hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        #else
            hints.ai_socktype = SOCK_STREAM
        #endif
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, port, &hints, &list) == 0 else {
            throw .unreachable(host: host, port: port)
        }
        defer { freeaddrinfo(list) }
        var candidate = list
        while let address = candidate?.pointee {
            if let opened = Self.open(address) {
                socket = opened
                return
            }
            candidate = address.ai_next
        }
        throw .unreachable(host: host, port: port)
    }

    /// A connected socket that sends small writes at once.
    private static func open(_ address: addrinfo) -> CInt? {
        #if canImport(Darwin)
            let connect = Darwin.connect
            let descriptor = Darwin.socket(
                address.ai_family,
                address.ai_socktype,
                address.ai_protocol
            )
        #elseif canImport(Glibc)
            let connect = Glibc.connect
            let descriptor = Glibc.socket(
                address.ai_family,
                address.ai_socktype,
                address.ai_protocol
            )
        #else
            let connect = Musl.connect
            let descriptor = Musl.socket(
                address.ai_family,
                address.ai_socktype,
                address.ai_protocol
            )
        #endif
        guard descriptor >= 0 else { return nil }
        guard connect(descriptor, address.ai_addr, address.ai_addrlen) == 0 else {
            close(descriptor)
            return nil
        }
        var on: CInt = 1
        let length = socklen_t(MemoryLayout<CInt>.size)
        setsockopt(descriptor, CInt(IPPROTO_TCP), TCP_NODELAY, &on, length)
        // The invoked code must not hand the connection on to programs that it starts.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }
}

/// Why no response came.
enum ConnectionFailure: Error, Hashable, CustomStringConvertible {
    case unreachable(host: String, port: String)
    case closedBeforeResponse
    case broken(code: CInt)
    case malformed(String)

    var description: String {
        switch self {
        case .unreachable(let host, let port):
            "The Runtime API at \(host):\(port) cannot be reached: check AWS_LAMBDA_RUNTIME_API."
        case .closedBeforeResponse:
            "The Runtime API closed the connection without a response."
        case .broken(let code):
            "The connection to the Runtime API broke (error \(code))."
        case .malformed(let what):
            "The Runtime API sent what is no HTTP/1.1 response: \(what)."
        }
    }
}
