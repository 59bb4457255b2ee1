/// The state of reading a document.
struct JSONDecoding {
    private let text: UnsafePointer<UInt8>
    private let count: Int
    private let tokens: UnsafeMutablePointer<UInt64>
    private let strings: UnsafeMutablePointer<UInt8>
    private var position = 0
    private var tokenCount = 0
    private var stringLength = 0

    /// Open containers, the innermost in the lowest bit: 1 for an object.
    private var nesting: UInt64 = 0
    private var depth = 0

    init(text: UnsafePointer<UInt8>, count: Int, tape: JSONTape) {
        self.text = text
        self.count = count
        tokens = tape.tokens.base
        strings = tape.strings.base
    }

    /// Reads one value with everything in it, and nothing but white space after it.
    mutating func run() -> Int? {
        repeat {
            // At this point a value is due, or a closing bracket right after an opening one.
            guard readValue() else { return nil }
            while depth > 0 {
                skipSpace()
                guard position < count else { return nil }
                let byte = text[position]
                if byte == UInt8(ascii: ",") {
                    position &+= 1
                    guard nesting & 1 == 0 || readKey() else { return nil }
                    break
                }
                guard close(byte) else { return nil }
            }
        } while depth > 0
        skipSpace()
        return position == count ? tokenCount : nil
    }

    /// Reads a scalar, or opens containers down to the first scalar or empty container in them.
    private mutating func readValue() -> Bool {
        while true {
            skipSpace()
            guard position < count else { return false }
            switch text[position] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let isObject = text[position] == UInt8(ascii: "{")
                guard depth < 64 else { return false }
                position &+= 1
                append(isObject ? .objectStart : .arrayStart)
                nesting = nesting << 1 | (isObject ? 1 : 0)
                depth &+= 1
                skipSpace()
                guard position < count else { return false }
                if text[position] == UInt8(ascii: isObject ? "}" : "]") {
                    return close(text[position])
                }
                guard !isObject || readKey() else { return false }
            case UInt8(ascii: "\""): return readString()
            case UInt8(ascii: "t"): return readLiteral("true", .literalTrue)
            case UInt8(ascii: "f"): return readLiteral("false", .literalFalse)
            case UInt8(ascii: "n"): return readLiteral("null", .literalNull)
            default: return readNumber()
            }
        }
    }

    private mutating func readKey() -> Bool {
        skipSpace()
        guard position < count, text[position] == UInt8(ascii: "\""), readString() else {
            return false
        }
        skipSpace()
        guard position < count, text[position] == UInt8(ascii: ":") else { return false }
        position &+= 1
        return true
    }

    private mutating func close(_ byte: UInt8) -> Bool {
        let isObject = nesting & 1 == 1
        guard byte == UInt8(ascii: isObject ? "}" : "]") else { return false }
        append(isObject ? .objectEnd : .arrayEnd)
        nesting >>= 1
        depth &-= 1
        position &+= 1
        return true
    }

    private mutating func readLiteral(_ word: StaticString, _ kind: JSONTape.Kind) -> Bool {
        let length = word.utf8CodeUnitCount
        guard position + length <= count else { return false }
        for index in 0..<length where text[position + index] != word.utf8Start[index] {
            return false
        }
        position &+= length
        append(kind)
        return true
    }

    private mutating func readNumber() -> Bool {
        let isNegative = text[position] == UInt8(ascii: "-")
        if isNegative { position &+= 1 }
        let start = position
        var mantissa: UInt64 = 0
        var decimals = -1
        while position < count {
            let digit = text[position] &- UInt8(ascii: "0")
            if digit < 10 {
                mantissa = mantissa &* 10 &+ UInt64(digit)
                if decimals >= 0 { decimals &+= 1 }
            } else if text[position] == UInt8(ascii: "."), decimals < 0, position > start {
                decimals = 0
            } else {
                break
            }
            position &+= 1
        }
        let length = position &- start
        // Fifteen digits fit the mantissa; an exponent or a lone point ends up refused.
        guard length > 0, length <= 15, decimals != 0, decimals < 8 else { return false }
        guard
            text[start] != UInt8(ascii: "0") || length == 1 || text[start + 1] == UInt8(ascii: ".")
        else { return false }
        let scale = UInt64(max(decimals, 0))
        append(.number, mantissa | scale << 52 | (isNegative ? 1 << 55 : 0))
        return true
    }

    private mutating func readString() -> Bool {
        position &+= 1
        let start = stringLength
        while position < count {
            let byte = text[position]
            position &+= 1
            if byte == UInt8(ascii: "\"") {
                append(.string, UInt64(start) << 28 | UInt64(stringLength &- start))
                return true
            }
            if byte == UInt8(ascii: "\\") {
                guard readEscape() else { return false }
            } else {
                guard byte >= 0x20 else { return false }
                strings[stringLength] = byte
                stringLength &+= 1
            }
        }
        return false
    }

    private mutating func readEscape() -> Bool {
        guard position < count else { return false }
        let byte = text[position]
        position &+= 1
        switch byte {
        case UInt8(ascii: "n"): store(0x0A)
        case UInt8(ascii: "t"): store(0x09)
        case UInt8(ascii: "r"): store(0x0D)
        case UInt8(ascii: "b"): store(0x08)
        case UInt8(ascii: "f"): store(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): store(UInt32(byte))
        case UInt8(ascii: "u"): return readUnicode()
        default: return false
        }
        return true
    }

    private mutating func readUnicode() -> Bool {
        guard let unit = hexadecimal() else { return false }
        guard (0xD800...0xDFFF).contains(unit) else {
            store(unit)
            return true
        }
        guard unit < 0xDC00, position + 1 < count, text[position] == UInt8(ascii: "\\"),
            text[position + 1] == UInt8(ascii: "u")
        else { return false }
        position &+= 2
        guard let low = hexadecimal(), (0xDC00...0xDFFF).contains(low) else { return false }
        store(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00))
        return true
    }

    private mutating func hexadecimal() -> UInt32? {
        guard position + 4 <= count else { return nil }
        var value: UInt32 = 0
        for _ in 0..<4 {
            let byte = text[position]
            position &+= 1
            switch byte {
            case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
            case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte & 0x5F) - 0x37)
            default: return nil
            }
        }
        return value
    }

    /// Appends a code point to the strings as UTF-8.
    private mutating func store(_ point: UInt32) {
        guard let scalar = Unicode.Scalar(point) else { return }
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
            strings[stringLength] = byte
            stringLength &+= 1
        }
    }

    @inline(__always)
    private mutating func append(_ kind: JSONTape.Kind, _ payload: UInt64 = 0) {
        tokens[tokenCount] = kind.rawValue << 56 | payload
        tokenCount &+= 1
    }

    @inline(__always)
    private mutating func skipSpace() {
        while position < count {
            let byte = text[position]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position &+= 1
        }
    }
}
