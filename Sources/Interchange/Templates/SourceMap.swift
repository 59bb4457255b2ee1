/// Where lines and columns lie in a text, as the YAML parser counts them.
///
/// - Source: libyaml counts columns in Unicode scalars and ends lines at CR, LF, CR LF, U+0085, U+2028
///   and U+2029.
struct SourceMap {
    private let scalars: String.UnicodeScalarView
    private let text: String

    init(_ text: String) {
        self.text = text
        scalars = text.unicodeScalars
    }

    /// The offset in bytes of a place; nil beyond the end.
    func offset(of place: TemplateNode.Place) -> Int? {
        var line = 1
        var column = 1
        var index = scalars.startIndex
        // A byte order mark is no column.
        if scalars.first == "\u{FEFF}" { index = scalars.index(after: index) }
        while index < scalars.endIndex {
            if line == place.line, column == place.column {
                return text.utf8.distance(from: text.utf8.startIndex, to: index)
            }
            let scalar = scalars[index]
            index = scalars.index(after: index)
            if Self.endsLine(scalar, followedBy: index < scalars.endIndex ? scalars[index] : nil) {
                line += 1
                column = 1
            } else {
                column += 1
            }
            if line > place.line { return nil }
        }
        return nil
    }

    private static func endsLine(_ scalar: Unicode.Scalar, followedBy next: Unicode.Scalar?) -> Bool
    {
        switch scalar.value {
        case 0x0A, 0x85, 0x2028, 0x2029: true
        case 0x0D: next != "\n"
        default: false
        }
    }
}
