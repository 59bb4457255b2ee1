/// Takes bytes as they arrive and says when they make a whole HTTP/1.1 response.
///
/// - Source: RFC 9112, "HTTP/1.1", §6 (lengths of bodies) and §7 (chunks).
struct HTTPReader {
    private var bytes: [UInt8] = []
    private var isAtEnd = false

    /// The longest head and the longest body that are taken in.
    private static let headLimit = 64 << 10
    private static let bodyLimit = 64 << 20

    /// Whether nothing has arrived yet.
    var isEmpty: Bool { bytes.isEmpty }

    /// Forgets everything that arrived.
    mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        isAtEnd = false
    }

    /// Notes that no more bytes will come.
    mutating func reachedEnd() {
        isAtEnd = true
    }

    /// Lets the closure write arriving bytes behind those that are here.
    ///
    /// - Returns: What the closure returns: the number of bytes it wrote, or less than 1.
    mutating func takeIn(_ read: (UnsafeMutableRawBufferPointer) -> Int) -> Int {
        withUnsafeTemporaryAllocation(byteCount: 16 << 10, alignment: 1) { buffer in
            let count = read(buffer)
            if count > 0 { bytes.append(contentsOf: buffer.prefix(count)) }
            return count
        }
    }

    /// The response, once all of it is here.
    ///
    /// - Throws: ``ConnectionFailure/malformed(_:)``.
    func response() throws(ConnectionFailure) -> HTTPResponse? {
        var start = 0
        while let end = headEnd(from: start) {
            let head = try HTTPResponse(head: bytes[start..<end])
            if (100..<200).contains(head.status) {
                start = end
                continue
            }
            return try body(of: head, from: end)
        }
        guard bytes.count - start <= Self.headLimit else { throw .malformed("endless headers") }
        guard !isAtEnd else { throw .malformed("it ended inside the headers") }
        return nil
    }

    private func headEnd(from start: Int) -> Int? {
        var index = start + 3
        while index < bytes.count {
            if bytes[index] == 0x0A && bytes[index - 1] == 0x0D && bytes[index - 2] == 0x0A {
                return index + 1
            }
            index += 1
        }
        return nil
    }

    private func body(
        of head: HTTPResponse,
        from start: Int
    ) throws(ConnectionFailure) -> HTTPResponse? {
        var response = head
        if head.status == 204 || head.status == 304 { return response }
        if head["transfer-encoding"]?.lowercased().hasSuffix("chunked") == true {
            guard let body = try chunks(from: start) else { return nil }
            response.body = body
        } else if let text = head["content-length"] {
            guard let length = Int(text), (0...Self.bodyLimit).contains(length) else {
                throw .malformed("an unusable Content-Length")
            }
            if bytes.count - start < length {
                guard !isAtEnd else { throw .malformed("it ended inside the body") }
                return nil
            }
            response.body = Array(bytes[start..<start + length])
        } else {
            guard bytes.count - start <= Self.bodyLimit else { throw .malformed("endless body") }
            guard isAtEnd else { return nil }
            response.body = Array(bytes[start...])
            response.closesConnection = true
        }
        return response
    }

    /// The chunks put together, once the last one and its trailers are here.
    private func chunks(from start: Int) throws(ConnectionFailure) -> [UInt8]? {
        var body: [UInt8] = []
        var index = start
        while let lineEnd = bytes[index...].firstIndex(of: 0x0A) {
            let line = String(decoding: bytes[index..<lineEnd], as: UTF8.self)
            let digits = line.prefix { $0.isHexDigit }
            guard let size = Int(digits, radix: 16), size + body.count <= Self.bodyLimit else {
                throw .malformed("an unusable chunk size")
            }
            index = lineEnd + 1
            if size == 0 { return hasTrailerEnd(from: index) ? body : try unfinished() }
            guard bytes.count >= index + size + 2 else { return try unfinished() }
            body += bytes[index..<index + size]
            index += size + 2
        }
        return try unfinished()
    }

    /// Whether the empty line that ends the trailers is here.
    private func hasTrailerEnd(from start: Int) -> Bool {
        var rest = bytes[start...]
        while let lineEnd = rest.firstIndex(of: 0x0A) {
            if rest[rest.startIndex..<lineEnd].allSatisfy({ $0 == 0x0D }) { return true }
            rest = rest[(lineEnd + 1)...]
        }
        return false
    }

    private func unfinished() throws(ConnectionFailure) -> [UInt8]? {
        guard !isAtEnd else { throw .malformed("it ended inside a chunk") }
        return nil
    }
}
