/// One character cell of a screen.
///
/// A cell cannot hold anything that acts on the terminal: glyphs are made safe on the way in.
package struct Cell: Hashable, Sendable {
    /// The character shown.
    package let glyph: Character

    /// The columns the glyph takes: 1, 2, or 0 for the right half of a wide glyph.
    package let columns: Int

    /// How it is drawn.
    package let style: Style

    /// A space.
    package static let blank = Cell(" ", style: .body)

    /// Takes a character, made safe, and how to draw it.
    package init(_ character: Character, style: Style) {
        let glyph = SafeText.glyph(for: character)
        self.glyph = glyph
        self.columns = SafeText.columns(of: glyph)
        self.style = style
    }

    /// Takes a byte that is known to be printable ASCII.
    init(plain byte: UInt8, style: Style) {
        self.glyph = Character(Unicode.Scalar(byte))
        self.columns = 1
        self.style = style
    }

    private init(rightHalfIn style: Style) {
        self.glyph = " "
        self.columns = 0
        self.style = style
    }

    /// The cell that the right half of a wide glyph occupies.
    package static func rightHalf(style: Style) -> Cell { Cell(rightHalfIn: style) }
}
