/// Text from outside made safe to print.
package enum Printable {
    /// The text on one line, with control characters and other unprintable scalars replaced, so that
    /// nothing in it can steer a terminal.
    ///
    /// - Shape: at most `limit` characters; a longer text ends in an ellipsis.
    package static func line(_ text: String, limit: Int = 400) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
                .paragraphSeparator:
                line += scalar == "\n" || scalar == "\t" ? " " : "\u{FFFD}"
            default:
                line.unicodeScalars.append(scalar)
            }
        }
        return line.count <= limit ? line : line.prefix(limit) + "…"
    }
}
