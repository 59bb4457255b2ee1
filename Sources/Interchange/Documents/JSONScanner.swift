/// A reader of JSON that walks over bytes and keeps nothing.
///
/// It goes one token forward at a time, so that a caller who wants three numbers of a log line pays
/// for no tree. Nesting deeper than ``maximumDepth`` is an error, so that no input can exhaust the
/// stack.
struct JSONScanner {
    /// The deepest nesting that is followed.
    static let maximumDepth = 128

    /// The text.
    let bytes: Bytes

    /// The position of the next token.
    private(set) var position: Int

    /// Where names stand that their object has already, counted from 0; noted by who keeps objects.
    var repeatedNames: [Int] = []

    init(_ bytes: Bytes, at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// Where and why a text is no JSON.
    struct Mistake: Error, Hashable {
        /// The position of the byte that does not fit, counted from 0.
        let position: Int

        /// What should have stood there.
        let expected: String
    }

    private func mistake(_ expected: String) -> Mistake {
        Mistake(position: position, expected: expected)
    }
}

extension JSONScanner {
    /// The next byte that is no white space, or nil at the end.
    mutating func peek() -> UInt8? {
        while position < bytes.count {
            let byte = bytes[position]
            guard
                byte == Byte.space || byte == Byte.newline || byte == Byte.tab
                    || byte == Byte.carriageReturn
            else { return byte }
            position += 1
        }
        return nil
    }

    /// Goes past one byte of punctuation if it is the next token.
    mutating func skip(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    /// Goes past a string and returns the range between its quotes, escapes as they stand.
    mutating func string() throws(Mistake) -> Range<Int> {
        guard skip(Byte.quote) else { throw mistake("a string") }
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case Byte.quote:
                position += 1
                return start..<(position - 1)
            case Byte.backslash:
                position += 2
            default:
                position += 1
            }
        }
        position = bytes.count
        throw mistake("the end of a string")
    }

    /// Goes past a number and returns it.
    mutating func number() throws(Mistake) -> Double {
        _ = peek()
        guard let figure = bytes.figure(at: position) else { throw mistake("a number") }
        position = figure.end
        return figure.value
    }

    /// Goes into an object and hands each name to the body, which must go past the value.
    mutating func object(
        _ body: (_ name: Range<Int>, inout JSONScanner) throws(Mistake) -> Void
    ) throws(Mistake) {
        guard skip(Byte.openBrace) else { throw mistake("an object") }
        if skip(Byte.closeBrace) { return }
        repeat {
            let name = try string()
            guard skip(Byte.colon) else { throw mistake("a colon") }
            try body(name, &self)
        } while skip(Byte.comma)
        guard skip(Byte.closeBrace) else { throw mistake("a comma or the end of an object") }
    }

    /// Goes into an array and calls the body at each element, which it must go past.
    mutating func array(
        _ body: (inout JSONScanner) throws(Mistake) -> Void
    ) throws(Mistake) {
        guard skip(Byte.openBracket) else { throw mistake("an array") }
        if skip(Byte.closeBracket) { return }
        repeat { try body(&self) } while skip(Byte.comma)
        guard skip(Byte.closeBracket) else { throw mistake("a comma or the end of an array") }
    }

    /// Goes past any value.
    mutating func skipValue(depth: Int = 0) throws(Mistake) {
        guard depth < Self.maximumDepth else { throw mistake("less nesting") }
        switch peek() {
        case Byte.quote:
            _ = try string()
        case Byte.openBrace:
            try object { (_, scanner) throws(Mistake) in
                try scanner.skipValue(depth: depth + 1)
            }
        case Byte.openBracket:
            try array { (scanner) throws(Mistake) in try scanner.skipValue(depth: depth + 1) }
        case UInt8(ascii: "t"): try word("true")
        case UInt8(ascii: "f"): try word("false")
        case UInt8(ascii: "n"): try word("null")
        default: _ = try number()
        }
    }

    /// Goes past a word.
    mutating func word(_ literal: StaticString) throws(Mistake) {
        _ = peek()
        guard bytes.starts(at: position, with: literal) else { throw mistake("a value") }
        position += literal.utf8CodeUnitCount
    }
}
