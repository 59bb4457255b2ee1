#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Bytes borrowed from a reader's buffer, valid only while it holds still.
typealias Bytes = UnsafeBufferPointer<UInt8>

/// Single bytes by the character they are.
enum Byte {
    static let tab: UInt8 = 0x09
    static let newline: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let quote: UInt8 = 0x22
    static let comma: UInt8 = 0x2C
    static let minus: UInt8 = 0x2D
    static let point: UInt8 = 0x2E
    static let zero: UInt8 = 0x30
    static let nine: UInt8 = 0x39
    static let colon: UInt8 = 0x3A
    static let openBracket: UInt8 = 0x5B
    static let backslash: UInt8 = 0x5C
    static let closeBracket: UInt8 = 0x5D
    static let openBrace: UInt8 = 0x7B
    static let closeBrace: UInt8 = 0x7D
}

extension Bytes {
    /// The bytes of a range as a buffer of their own, without copying.
    func part(_ range: Range<Int>) -> Bytes {
        Bytes(rebasing: self[range])
    }

    /// Whether these bytes are exactly the literal.
    func equals(_ literal: StaticString) -> Bool {
        count == literal.utf8CodeUnitCount && starts(at: 0, with: literal)
    }

    /// Whether the literal stands at a position.
    func starts(at position: Int, with literal: StaticString) -> Bool {
        let length = literal.utf8CodeUnitCount
        guard position >= 0, position + length <= count else { return false }
        let start = literal.utf8Start
        for i in 0..<length where self[position + i] != start[i] { return false }
        return true
    }

    /// The first position of the literal, from a position on.
    func firstPosition(of literal: StaticString, from position: Int = 0) -> Int? {
        let first = Int32(literal.utf8Start[0])
        var i = position
        while let start = baseAddress, i < count,
            let found = memchr(start + i, first, count - i)
        {
            let candidate = UnsafeRawPointer(found) - UnsafeRawPointer(start)
            if starts(at: candidate, with: literal) { return candidate }
            i = candidate + 1
        }
        return nil
    }

    /// The first newline from a position on.
    func nextNewline(from position: Int) -> Int? {
        guard let start = baseAddress, position < count,
            let found = memchr(start + position, Int32(Byte.newline), count - position)
        else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(start)
    }

    /// The bytes as text; what is not UTF-8 becomes `�`.
    var text: String {
        String(decoding: self, as: UTF8.self)
    }
}

/// Runs a body over the bytes of a text.
func withBytes<Result>(of text: String, _ body: (Bytes) throws -> Result) rethrows -> Result {
    let copy = Array(text.utf8)
    return try copy.withUnsafeBufferPointer(body)
}
