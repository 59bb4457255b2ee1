#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Reads JSON from bytes in one pass.
///
/// - Source: RFC 8259; besides it, `NaN`, `Infinity` and `-Infinity` are read as numbers.
struct JSONTreeReader {
    /// How many lists and objects may lie within each other.
    static let deepest = 32

    let bytes: UnsafeRawBufferPointer
    var position = 0

    init(bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    mutating func document() throws(JSONFault) -> JSONTree {
        let tree = try value(depth: 0)
        skipSpaces()
        guard position == bytes.count else { throw .unexpected(byteAt: position) }
        return tree
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSONTree {
        guard depth <= Self.deepest else { throw .nestedTooDeeply }
        switch try peek() {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "N"): return try word("NaN", .number(.nan))
        case UInt8(ascii: "I"): return try word("Infinity", .number(.infinity))
        default: return .number(try number())
        }
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSONTree {
        var members: [JSONTree.Member] = []
        position += 1
        if try peek() == UInt8(ascii: "}") {
            position += 1
            return .object(members)
        }
        while true {
            guard try peek() == UInt8(ascii: "\"") else { throw .unexpected(byteAt: position) }
            let name = try text()
            try take(UInt8(ascii: ":"))
            members.append(.init(name: name, value: try value(depth: depth + 1)))
            if try closes(UInt8(ascii: "}")) { return .object(members) }
        }
    }

    private mutating func list(depth: Int) throws(JSONFault) -> JSONTree {
        var items: [JSONTree] = []
        position += 1
        if try peek() == UInt8(ascii: "]") {
            position += 1
            return .list(items)
        }
        while true {
            items.append(try value(depth: depth + 1))
            if try closes(UInt8(ascii: "]")) { return .list(items) }
        }
    }

    /// Whether the list or object ends here rather than going on after a comma.
    private mutating func closes(_ end: UInt8) throws(JSONFault) -> Bool {
        let byte = try peek()
        guard byte == end || byte == UInt8(ascii: ",") else {
            throw .unexpected(byteAt: position)
        }
        position += 1
        return byte == end
    }

    private mutating func word(_ word: StaticString, _ tree: JSONTree) throws(JSONFault) -> JSONTree
    {
        for index in 0..<word.utf8CodeUnitCount {
            guard position < bytes.count else { throw .endedEarly }
            guard bytes[position] == word.utf8Start[index] else {
                throw .unexpected(byteAt: position)
            }
            position += 1
        }
        return tree
    }

    private mutating func number() throws(JSONFault) -> Double {
        let start = position
        if bytes[position] == UInt8(ascii: "-") {
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "I") {
                _ = try word("Infinity", .null)
                return -.infinity
            }
        }
        while position < bytes.count, Self.isNumeric(bytes[position]) { position += 1 }
        let digits = String(decoding: bytes[start..<position], as: UTF8.self)
        guard position > start, let number = Double(digits) else {
            throw .unexpected(byteAt: start)
        }
        return number
    }

    private static func isNumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "e"),
            UInt8(ascii: "E"), UInt8(ascii: "+"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    /// The next byte that is not a space.
    mutating func peek() throws(JSONFault) -> UInt8 {
        skipSpaces()
        guard position < bytes.count else { throw .endedEarly }
        return bytes[position]
    }

    private mutating func take(_ byte: UInt8) throws(JSONFault) {
        guard try peek() == byte else { throw .unexpected(byteAt: position) }
        position += 1
    }

    private mutating func skipSpaces() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }
}
