#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A JSON value as it was written, numbers that JSON does not have among them.
///
/// Lines of measurements arrive by the million from other programs, some of which write `NaN` or
/// `Infinity`; those are read as numbers here and refused by name later.
package enum JSONTree: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([JSONTree])
    /// The members in the order written; names may repeat.
    case object([Member])

    /// A name and its value.
    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSONTree
    }
}

extension JSONTree {
    /// Reads a whole text.
    ///
    /// - Throws: ``JSONFault`` with the place where the text stops being JSON.
    package init(_ bytes: UnsafeRawBufferPointer) throws(JSONFault) {
        var reader = JSONTreeReader(bytes: bytes)
        self = try reader.document()
    }

    /// The value of the first member of that name.
    package subscript(name: String) -> JSONTree? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The number, where it is one.
    package var number: Double? {
        if case .number(let value) = self { value } else { nil }
    }

    /// The text, where it is one.
    package var text: String? {
        if case .text(let value) = self { value } else { nil }
    }
}

/// Where and why a text is not JSON.
package enum JSONFault: Error, Hashable, CustomStringConvertible {
    case unexpected(byteAt: Int)
    case endedEarly
    case nestedTooDeeply

    package var description: String {
        switch self {
        case .unexpected(let position): "broken JSON at byte \(position + 1)"
        case .endedEarly: "broken JSON: the line ends too early"
        case .nestedTooDeeply: "broken JSON: nested more than \(JSONTreeReader.deepest) deep"
        }
    }
}

extension String {
    /// The text as a JSON string, quotes included; control characters are escaped.
    package var asJSON: String {
        var quoted = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{0}"..<"\u{20}", "\u{7F}"..<"\u{A0}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
