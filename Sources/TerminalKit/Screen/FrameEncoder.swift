/// Turns the difference of two canvases into the bytes that change a terminal from one to the other.
///
/// A pure function: what is on the terminal is the old canvas, what shall be on it the new one. Each
/// frame is wrapped in synchronized output, which terminals that do not know it ignore.
///
/// - Source: ECMA-48 (CUP, CUF, ED, SGR) and the synchronized-output note (private mode 2026).
package struct FrameEncoder: Sendable {
    /// How roles look.
    package let theme: Theme

    /// The colors the terminal can show.
    package let depth: ColorDepth

    /// The characters the terminal can show.
    package let repertoire: CharacterRepertoire

    /// Takes how roles look and what the terminal can show.
    package init(theme: Theme, depth: ColorDepth, repertoire: CharacterRepertoire = .unicode) {
        self.theme = theme
        self.depth = depth
        self.repertoire = repertoire
    }

    /// The bytes that turn a terminal showing the old canvas into one showing the new canvas.
    ///
    /// - Edge cases: without an old canvas, or with one of another size, everything is cleared and
    ///   drawn; two equal canvases give no bytes.
    package func encode(from old: Canvas?, to new: Canvas) -> [UInt8] {
        let isFresh = old?.size != new.size
        let before = isFresh ? Canvas(size: new.size) : old ?? Canvas(size: new.size)
        var pen = Pen(theme: theme, depth: depth, repertoire: repertoire)
        for row in 0..<new.size.rows {
            draw(row: row, from: before, to: new, with: &pen)
        }
        guard isFresh || !pen.bytes.isEmpty else { return [] }
        let opening = "\u{1B}[?2026h" + (isFresh ? "\u{1B}[0m\u{1B}[H\u{1B}[2J" : "")
        return Array(opening.utf8) + pen.bytes + Array("\u{1B}[0m\u{1B}[?2026l".utf8)
    }

    private func draw(row: Int, from old: Canvas, to new: Canvas, with pen: inout Pen) {
        let before = old.row(row)
        let after = new.row(row)
        guard before != after else { return }
        let start = after.startIndex
        var column = 0
        while column < new.size.columns {
            let cell = after[start + column]
            let change = before[before.startIndex + column] != cell
            let right = column + 1
            // The halves of a wide glyph are drawn together or not at all.
            let rightChange =
                cell.columns == 2 && before[before.startIndex + right] != after[start + right]
            if cell.columns > 0, change || rightChange {
                pen.draw(cell, column: column, row: row)
            }
            column += max(1, cell.columns)
        }
    }
}

/// The state of the terminal's cursor and style while a frame is written.
private struct Pen {
    let theme: Theme
    let depth: ColorDepth
    let repertoire: CharacterRepertoire
    var bytes: [UInt8] = []
    private var place: (column: Int, row: Int)?
    private var style: Style?
    private var sequences: [Style: [UInt8]] = [:]

    init(theme: Theme, depth: ColorDepth, repertoire: CharacterRepertoire) {
        self.theme = theme
        self.depth = depth
        self.repertoire = repertoire
    }

    mutating func draw(_ cell: Cell, column: Int, row: Int) {
        move(column: column, row: row)
        if style != cell.style {
            bytes += sequence(for: cell.style)
            style = cell.style
        }
        switch repertoire {
        case .unicode:
            bytes += String(cell.glyph).utf8
        case .ascii:
            bytes += String(Canvas.asciiGlyph(for: cell.glyph)).utf8
            if cell.columns == 2 { bytes.append(0x20) }
        }
        place = (column + cell.columns, row)
    }

    private mutating func move(column: Int, row: Int) {
        if let place, place.row == row, place.column == column { return }
        if let place, place.row == row, place.column < column {
            bytes += "\u{1B}[\(column - place.column)C".utf8
        } else {
            bytes += "\u{1B}[\(row + 1);\(column + 1)H".utf8
        }
    }

    private mutating func sequence(for style: Style) -> [UInt8] {
        if let known = sequences[style] { return known }
        let parameters = theme.parameters(for: style, at: depth)
        let sequence = Array("\u{1B}[0\(parameters.isEmpty ? "" : ";" + parameters)m".utf8)
        sequences[style] = sequence
        return sequence
    }
}
