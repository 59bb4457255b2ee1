/// Reads one flat JSON object, such as a sample line, without building a tree.
///
/// Only what sample lines hold is understood: names and texts without escapes, numbers, true, false
/// and null. Anything else makes it give up, so that a full decoder can have a go.
struct FlatJSONReader {
    /// A value as it stands in the line.
    enum Value {
        case text(Range<Int>)
        case number(Double)
        case flag(Bool)
        case null
    }

    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// Calls the body with each name and value.
    ///
    /// - Returns: Whether the whole line was one object of the understood kind.
    mutating func readObject(_ body: (Range<Int>, Value) -> Bool) -> Bool {
        guard take(0x7B) else { return false }
        if take(0x7D) { return isAtEnd }
        repeat {
            guard let name = text(), take(0x3A), let value = value(), body(name, value) else {
                return false
            }
        } while take(0x2C)
        return take(0x7D) && isAtEnd
    }

    private var isAtEnd: Bool {
        mutating get {
            skipSpaces()
            return position == bytes.count
        }
    }

    private mutating func skipSpaces() {
        while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x0D {
            position += 1
        }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpaces()
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func text() -> Range<Int>? {
        guard take(0x22) else { return nil }
        let start = position
        while position < bytes.count, bytes[position] != 0x22 {
            // An escape needs a real decoder.
            if bytes[position] == 0x5C || bytes[position] < 0x20 { return nil }
            position += 1
        }
        guard position < bytes.count else { return nil }
        position += 1
        return start..<(position - 1)
    }

    private mutating func value() -> Value? {
        skipSpaces()
        guard position < bytes.count else { return nil }
        switch bytes[position] {
        case 0x22: return text().map(Value.text)
        case 0x74: return word("true") ? .flag(true) : nil
        case 0x66: return word("false") ? .flag(false) : nil
        case 0x6E: return word("null") ? .null : nil
        default: return number().map(Value.number)
        }
    }

    private mutating func word(_ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard position + length <= bytes.count else { return false }
        for offset in 0..<length where bytes[position + offset] != word.utf8Start[offset] {
            return false
        }
        position += length
        return true
    }
}

extension FlatJSONReader {
    /// Reads a number; up to 15 digits and 22 decimals are exact by one division.
    ///
    /// - Source: Clinger, "How to Read Floating Point Numbers Accurately", PLDI 1990, fast path.
    private mutating func number() -> Double? {
        let start = position
        let isNegative = take(0x2D)
        var mantissa = 0
        var digits = 0
        var decimals = 0
        var isFraction = false
        while position < bytes.count {
            let byte = bytes[position]
            if (0x30...0x39).contains(byte) {
                digits += 1
                if digits > 18 { break }
                mantissa = mantissa * 10 + Int(byte - 0x30)
                decimals += isFraction ? 1 : 0
            } else if byte == 0x2E, !isFraction {
                isFraction = true
            } else {
                break
            }
            position += 1
        }
        let isPlain =
            position == bytes.count || bytes[position] == 0x2C || bytes[position] == 0x7D
        if isPlain, digits > 0, mantissa < 1 << 53, decimals < Self.powersOfTen.count {
            let magnitude = Double(mantissa) / Self.powersOfTen[decimals]
            return isNegative ? -magnitude : magnitude
        }
        return slowNumber(from: start)
    }

    private mutating func slowNumber(from start: Int) -> Double? {
        var end = start
        while end < bytes.count, ![0x2C, 0x7D, 0x20].contains(bytes[end]) { end += 1 }
        position = end
        return Double(String(decoding: bytes[start..<end], as: UTF8.self))
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}
