/// Text from functions, files, logs and services, made safe to show.
extension String {
    /// The text with every character that a terminal could obey replaced by `�`.
    ///
    /// - Shape: control characters (C0, DEL, C1), line and paragraph separators and characters that
    ///   change the direction of writing are replaced, one for one.
    package var printable: String {
        String(String.UnicodeScalarView(unicodeScalars.map { $0.isObeyed ? "\u{FFFD}" : $0 }))
    }

    /// The printable text on one line: line feeds and tabs become spaces.
    ///
    /// - Parameter limit: The most characters; a longer text ends in an ellipsis after them.
    /// - Returns: The line.
    package func printableLine(limit: Int = 400) -> String {
        let spaced = unicodeScalars.map { $0 == "\n" || $0 == "\t" ? " " : $0 }
        let line = String(String.UnicodeScalarView(spaced)).printable
        return line.count <= limit ? line : line.prefix(limit) + "…"
    }
}

extension Unicode.Scalar {
    /// Whether terminals, browsers or editors act on the character instead of showing it.
    fileprivate var isObeyed: Bool {
        switch value {
        case 0x00...0x1F, 0x7F...0x9F: true
        case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
