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
    private var isFirst = true

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    /// Goes on to the next name; false where none follows.
    mutating func advance() -> Bool {
        guard take(isFirst ? 0x7B : 0x2C) else { return false }
        isFirst = false
        return true
    }

    /// Passes over a name and its colon if it is this one and written without spaces.
    mutating func takeName(_ name: PackedText) -> Bool {
        let end = position + 1 + name.count
        guard end + 1 < bytes.count, bytes[position] == 0x22, bytes[end] == 0x22,
            bytes[end + 1] == 0x3A, PackedText(position + 1..<end, of: bytes) == name
        else { return false }
        position = end + 2
        return true
    }

    /// The name that comes next, whatever it is; nil where the line is not understood.
    mutating func name() -> PackedText? {
        guard let range = text(), take(0x3A) else { return nil }
        return PackedText(range, of: bytes)
    }

    /// Passes over a text if it is this one.
    mutating func takeText(_ text: PackedText) -> Bool {
        let end = position + 1 + text.count
        guard text.isWhole, end < bytes.count, bytes[position] == 0x22, bytes[end] == 0x22,
            PackedText(position + 1..<end, of: bytes) == text
        else { return false }
        position = end + 1
        return true
    }

    /// A part of the line as text.
    func string(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }

    /// A part of the line, packed.
    func packed(_ range: Range<Int>) -> PackedText { PackedText(range, of: bytes) }

    /// Whether the whole line was one object of the understood kind, once nothing followed.
    mutating func isComplete() -> Bool {
        guard !isFirst, take(0x7D) else { return false }
        skipSpaces()
        return position == bytes.count
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

    /// The value that comes next; nil where the line is not understood.
    mutating func value() -> Value? {
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
    /// Reads a number: at once where it has at most 19 digits and no exponent.
    private mutating func number() -> Double? {
        let start = position
        let isNegative = take(0x2D)
        var digits: UInt64 = 0
        var significant = 0
        var hasDigit = false
        var point: Int?
        while position < bytes.count {
            let digit = bytes[position] &- 0x30
            if digit < 10 {
                hasDigit = true
                if digit > 0 || significant > 0 { significant += 1 }
                digits = digits &* 10 &+ UInt64(digit)
            } else if bytes[position] == 0x2E, point == nil {
                point = position
            } else {
                break
            }
            position += 1
        }
        let decimals = point.map { position - $0 - 1 } ?? 0
        let isEnded =
            position == bytes.count || bytes[position] == 0x2C || bytes[position] == 0x7D
        // Nineteen digits always fit; more may have run over.
        guard isEnded, hasDigit, significant <= 19, decimals <= DecimalNumber.mostDecimals else {
            return slowNumber(from: start)
        }
        let magnitude = DecimalNumber.double(digits: digits, decimals: decimals)
        return isNegative ? -magnitude : magnitude
    }

    private mutating func slowNumber(from start: Int) -> Double? {
        var end = start
        while end < bytes.count, ![0x2C, 0x7D, 0x20].contains(bytes[end]) { end += 1 }
        position = end
        return Double(String(decoding: bytes[start..<end], as: UTF8.self))
    }
}
