/// The state of writing a document from a tape.
struct JSONEncoding {
    private let output: UnsafeMutablePointer<UInt8>

    /// The bytes written so far.
    private(set) var length = 0

    /// Open containers, the innermost in the lowest bit: 1 for an object.
    private var nesting: UInt64 = 0

    /// Whether the next token in an object is a key.
    private var expectsKey = false

    /// Whether a comma is due before the next value or key.
    private var needsComma = false

    private static let digits: StaticString = "0123456789abcdef"

    init(output: UnsafeMutablePointer<UInt8>) {
        self.output = output
    }

    /// Writes one token, with the comma or colon that belongs before or after it.
    @inline(__always)
    mutating func write(_ token: UInt64, _ strings: UnsafePointer<UInt8>) {
        let payload = token & 0xFF_FFFF_FFFF_FFFF
        guard let kind = JSONTape.Kind(rawValue: token >> 56) else { return }
        if needsComma && kind != .objectEnd && kind != .arrayEnd { put(UInt8(ascii: ",")) }
        switch kind {
        case .objectStart, .arrayStart: open(isObject: kind == .objectStart)
        case .objectEnd, .arrayEnd: close(isObject: kind == .objectEnd)
        case .string:
            writeString(strings + Int(payload >> 28), Int(payload & 0xFFF_FFFF))
            if expectsKey {
                put(UInt8(ascii: ":"))
                (expectsKey, needsComma) = (false, false)
                return
            }
            valueEnded()
        case .number:
            writeNumber(payload)
            valueEnded()
        case .literalTrue: literal("true")
        case .literalFalse: literal("false")
        case .literalNull: literal("null")
        }
    }

    private mutating func open(isObject: Bool) {
        put(UInt8(ascii: isObject ? "{" : "["))
        nesting = nesting << 1 | (isObject ? 1 : 0)
        (expectsKey, needsComma) = (isObject, false)
    }

    private mutating func close(isObject: Bool) {
        put(UInt8(ascii: isObject ? "}" : "]"))
        nesting >>= 1
        valueEnded()
    }

    private mutating func valueEnded() {
        (expectsKey, needsComma) = (nesting & 1 == 1, true)
    }

    private mutating func literal(_ word: StaticString) {
        (output + length).update(from: word.utf8Start, count: word.utf8CodeUnitCount)
        length &+= word.utf8CodeUnitCount
        valueEnded()
    }

    @inline(__always)
    private mutating func put(_ byte: UInt8) {
        output[length] = byte
        length &+= 1
    }

    private mutating func writeString(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        put(UInt8(ascii: "\""))
        for index in 0..<count {
            let byte = bytes[index]
            if byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") {
                put(byte)
            } else {
                writeEscape(byte)
            }
        }
        put(UInt8(ascii: "\""))
    }

    private mutating func writeEscape(_ byte: UInt8) {
        put(UInt8(ascii: "\\"))
        switch byte {
        case 0x0A: put(UInt8(ascii: "n"))
        case 0x09: put(UInt8(ascii: "t"))
        case 0x0D: put(UInt8(ascii: "r"))
        case 0x08: put(UInt8(ascii: "b"))
        case 0x0C: put(UInt8(ascii: "f"))
        case 0x00..<0x20:
            put(UInt8(ascii: "u"))
            put(UInt8(ascii: "0"))
            put(UInt8(ascii: "0"))
            put(Self.digits.utf8Start[Int(byte >> 4)])
            put(Self.digits.utf8Start[Int(byte & 15)])
        default: put(byte)
        }
    }

    /// Writes a mantissa with its decimals, from the last digit to the first.
    private mutating func writeNumber(_ payload: UInt64) {
        var mantissa = payload & 0xF_FFFF_FFFF_FFFF
        let decimals = Int(payload >> 52 & 7)
        if payload >> 55 & 1 == 1 { put(UInt8(ascii: "-")) }
        var places = 1
        var power: UInt64 = 10
        while power <= mantissa {
            power &*= 10
            places &+= 1
        }
        places = max(places, decimals &+ 1)
        let end = length &+ places &+ (decimals > 0 ? 1 : 0)
        var index = end
        for place in 0..<places {
            if place == decimals && decimals > 0 {
                index &-= 1
                output[index] = UInt8(ascii: ".")
            }
            index &-= 1
            output[index] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: mantissa % 10)
            mantissa /= 10
        }
        length = end
    }
}
