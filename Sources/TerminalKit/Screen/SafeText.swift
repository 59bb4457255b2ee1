/// Text that can be shown on a terminal: no control characters, no escapes, no bidirectional tricks.
///
/// Names and log lines come from functions, files and other programs. Nothing of them may act on the
/// terminal or reorder what is read, so each scalar that could is shown as `�`.
package enum SafeText {
    /// What stands for a scalar that may not be shown.
    package static let replacement: Character = "\u{FFFD}"

    /// The most marks kept on one letter.
    private static let markLimit = 2

    /// A character made safe: itself, its base, or the replacement.
    ///
    /// - Edge cases: joined emoji, flags and other clusters on whose width terminals disagree are
    ///   cut to their first scalar.
    package static func glyph(for character: Character) -> Character {
        // Nearly everything that is drawn; the rest of the function is for the other cases.
        if let byte = character.asciiValue, (0x20...0x7E).contains(byte) {
            return character
        }
        let scalars = character.unicodeScalars
        guard let first = scalars.first, isShowable(first) else { return replacement }
        guard scalars.count > 1 else { return character }
        let marks = scalars.dropFirst()
        let isPlainCluster =
            marks.count <= markLimit
            && marks.allSatisfy { $0.properties.generalCategory == .nonspacingMark }
            && !marks.contains { (0xFE00...0xFE0F).contains($0.value) }
        return isPlainCluster ? character : Character(first)
    }

    /// The text with every character made safe; line breaks and tabs become spaces.
    package static func line(_ text: some StringProtocol) -> String {
        var result = ""
        for character in text {
            result.append(character.isWhitespace ? " " : glyph(for: character))
        }
        return result
    }

    /// The columns a text takes once it has been made safe.
    package static func columns(of text: some StringProtocol) -> Int {
        if isPlain(text) { return text.utf8.count }
        return text.reduce(0) { $0 + columns(of: glyph(for: $1)) }
    }

    /// Whether a text is made of printable ASCII alone, so that a byte is a column.
    static func isPlain(_ text: some StringProtocol) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }

    /// The columns a safe glyph takes: 1 or 2.
    package static func columns(of glyph: Character) -> Int {
        if glyph.isASCII { return 1 }
        guard let first = glyph.unicodeScalars.first else { return 1 }
        return max(1, CharacterWidth.columns(of: first))
    }

    private static func isShowable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E: true
        // Line and paragraph separators, and the letters that flags are made of.
        case 0x2028...0x2029, 0x1F1E6...0x1F1FF: false
        case 0xA0...: CharacterWidth.columns(of: scalar) > 0
        default: false
        }
    }
}
