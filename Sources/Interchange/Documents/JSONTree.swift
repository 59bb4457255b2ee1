/// A small JSON document, whole.
indirect enum JSONTree: Hashable, Sendable {
    case object([String: JSONTree])
    case array([JSONTree])
    case string(String)
    case number(Double)
    case bool(Bool)
    case null
}

extension JSONTree {
    private static func whole(
        _ scanner: inout JSONScanner
    ) throws(JSONScanner.Mistake) -> JSONTree {
        let tree = try value(&scanner, depth: 0)
        if scanner.peek() != nil {
            throw JSONScanner.Mistake(position: scanner.position, expected: "the end of the file")
        }
        return tree
    }

    /// Reads a document that is called something in messages, and tells where names stand twice.
    ///
    /// - Edge cases: of names that stand twice, the last counts, as everywhere.
    /// - Throws: ``ImportFailure/malformed(name:byte:expected:)``.
    static func reading(
        _ bytes: Bytes,
        name: String
    ) throws(ImportFailure) -> (tree: JSONTree, repeatedNames: [Int]) {
        do throws(JSONScanner.Mistake) {
            var scanner = JSONScanner(bytes)
            let tree = try whole(&scanner)
            return (tree, scanner.repeatedNames)
        } catch {
            throw .malformed(name: name, byte: error.position, expected: error.expected)
        }
    }

    /// Reads a document from a text.
    ///
    /// - Throws: ``ImportFailure/malformed(name:byte:expected:)``.
    init(text: String, name: String) throws(ImportFailure) {
        let result = withBytes(of: text) { bytes in
            Result { () throws(ImportFailure) in try Self.reading(bytes, name: name).tree }
        }
        self = try result.get()
    }

    private static func value(
        _ scanner: inout JSONScanner,
        depth: Int
    ) throws(JSONScanner.Mistake) -> JSONTree {
        guard depth < JSONScanner.maximumDepth else {
            throw JSONScanner.Mistake(position: scanner.position, expected: "less nesting")
        }
        switch scanner.peek() {
        case Byte.openBrace: return try object(&scanner, depth: depth)
        case Byte.openBracket: return try array(&scanner, depth: depth)
        case Byte.quote:
            let range = try scanner.string()
            return .string(scanner.bytes.part(range).unescapedJSON)
        case UInt8(ascii: "t"):
            try scanner.word("true")
            return .bool(true)
        case UInt8(ascii: "f"):
            try scanner.word("false")
            return .bool(false)
        case UInt8(ascii: "n"):
            try scanner.word("null")
            return .null
        default: return .number(try scanner.number())
        }
    }

    private static func object(
        _ scanner: inout JSONScanner,
        depth: Int
    ) throws(JSONScanner.Mistake) -> JSONTree {
        var members: [String: JSONTree] = [:]
        try scanner.object { (name, scanner) throws(JSONScanner.Mistake) in
            let key = scanner.bytes.part(name).unescapedJSON
            if members[key] != nil { scanner.repeatedNames.append(name.lowerBound) }
            members[key] = try value(&scanner, depth: depth + 1)
        }
        return .object(members)
    }

    private static func array(
        _ scanner: inout JSONScanner,
        depth: Int
    ) throws(JSONScanner.Mistake) -> JSONTree {
        var elements: [JSONTree] = []
        try scanner.array { (scanner) throws(JSONScanner.Mistake) in
            elements.append(try value(&scanner, depth: depth + 1))
        }
        return .array(elements)
    }
}

extension JSONTree {
    /// The member of an object, or nil.
    subscript(name: String) -> JSONTree? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    /// The elements of an array, or none.
    var elements: [JSONTree] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The text of a string.
    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// The number, also where a string holds one.
    var figure: Double? {
        switch self {
        case .number(let number): number
        case .string(let text): Double(text)
        default: nil
        }
    }
}

extension Bytes {
    /// The text between the quotes of a JSON string, its escapes resolved.
    ///
    /// - Edge cases: a surrogate without its other half becomes `�`.
    var unescapedJSON: String {
        guard contains(Byte.backslash) else { return text }
        var units: [UInt16] = []
        var i = 0
        var plain = 0
        while i < count {
            guard self[i] == Byte.backslash, i + 1 < count else {
                i += 1
                continue
            }
            units += Array(part(plain..<i).text.utf16)
            let (unit, length) = escape(at: i)
            units.append(unit)
            i += length
            plain = Swift.min(i, count)
        }
        units += Array(part(plain..<count).text.utf16)
        return String(decoding: units, as: UTF16.self)
    }

    private func escape(at position: Int) -> (unit: UInt16, length: Int) {
        switch self[position + 1] {
        case UInt8(ascii: "n"): return (0x0A, 2)
        case UInt8(ascii: "t"): return (0x09, 2)
        case UInt8(ascii: "r"): return (0x0D, 2)
        case UInt8(ascii: "b"): return (0x08, 2)
        case UInt8(ascii: "f"): return (0x0C, 2)
        case UInt8(ascii: "u"):
            guard position + 6 <= count,
                let unit = UInt16(part(position + 2..<position + 6).text, radix: 16)
            else { return (0xFFFD, 2) }
            return (unit, 6)
        case let byte: return (UInt16(byte), 2)
        }
    }
}
