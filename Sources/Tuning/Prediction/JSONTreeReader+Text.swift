extension JSONTreeReader {
    /// Reads a string from its opening quote to its closing one.
    mutating func text() throws(JSONFault) -> String {
        position += 1
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                defer { position += 1 }
                return String(decoding: bytes[start..<position], as: UTF8.self)
            case UInt8(ascii: "\\"): return try escapedText(from: start)
            case 0..<0x20: throw .unexpected(byteAt: position)
            default: position += 1
            }
        }
        throw .endedEarly
    }

    /// Goes on with a string in which an escape was met.
    private mutating func escapedText(from start: Int) throws(JSONFault) -> String {
        var units = Array(String(decoding: bytes[start..<position], as: UTF8.self).utf16)
        var plain = position
        func flush(_ units: inout [UInt16], upTo end: Int) {
            units.append(contentsOf: String(decoding: bytes[plain..<end], as: UTF8.self).utf16)
        }
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                flush(&units, upTo: position)
                position += 1
                return String(decoding: units, as: UTF16.self)
            case UInt8(ascii: "\\"):
                flush(&units, upTo: position)
                units.append(try escape())
                plain = position
            case 0..<0x20: throw .unexpected(byteAt: position)
            default: position += 1
            }
        }
        throw .endedEarly
    }

    /// Reads one escape; halves of a pair come one after the other.
    private mutating func escape() throws(JSONFault) -> UInt16 {
        guard position + 1 < bytes.count else { throw .endedEarly }
        let kind = bytes[position + 1]
        position += 2
        switch kind {
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt16(kind)
        case UInt8(ascii: "u"):
            guard position + 4 <= bytes.count else { throw .endedEarly }
            let digits = String(decoding: bytes[position..<(position + 4)], as: UTF8.self)
            guard let unit = UInt16(digits, radix: 16) else {
                throw .unexpected(byteAt: position)
            }
            position += 4
            return unit
        default: throw .unexpected(byteAt: position - 1)
        }
    }
}
