import Measurement

/// The body with which a runtime reports an error.
///
/// - Shape: a JSON object with `errorMessage` and `errorType`, both optional.
enum ErrorBody {
    /// The message, made harmless; nothing when the body holds none.
    static func message(in body: [UInt8]) -> String? {
        string("errorMessage", in: body)
    }

    /// The string value of a key of the outermost object.
    ///
    /// The body comes from a function and may be anything; what is not found is nothing.
    static func string(_ key: String, in body: [UInt8]) -> String? {
        let text = String(decoding: body.prefix(65_536), as: UTF8.self)
        guard let found = text.firstRange(of: "\"\(key)\"") else { return nil }
        var rest = text[found.upperBound...].drop { $0.isWhitespace }
        guard rest.popFirst() == ":" else { return nil }
        rest = rest.drop { $0.isWhitespace }
        guard rest.popFirst() == "\"" else { return nil }
        var value = ""
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\", let escaped = rest.popFirst() {
                value.append(escaped == "n" || escaped == "t" || escaped == "r" ? " " : escaped)
            } else {
                // A bare line feed or tab is not JSON, and must not begin a line of its own either.
                value.append(character.isNewline || character == "\t" ? " " : character)
            }
        }
        return value.printableLine(limit: 500)
    }
}
