package import TerminalKit

/// A terminal small enough to be trusted: it obeys the sequences that the encoder may send.
package struct TerminalModel {
    /// What a cell shows: a glyph, and the parameters it was drawn with.
    package struct Shown: Hashable {
        package var glyph: Character = " "
        package var parameters = ""
    }

    package let size: CellSize
    package private(set) var cells: [[Shown]]
    package private(set) var isSynchronized = false
    private var column = 0
    private var row = 0
    private var parameters = ""

    package init(size: CellSize) {
        self.size = size
        cells = Array(
            repeating: Array(repeating: Shown(), count: size.columns),
            count: size.rows
        )
    }

    /// A terminal that already shows a canvas.
    package init(showing canvas: Canvas, theme: Theme, depth: ColorDepth) {
        self.init(size: canvas.size)
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let cell = canvas[column, row]
                // The right half of a wide glyph shows as nothing of its own.
                cells[row][column] = Shown(
                    glyph: cell.columns == 0 ? "\0" : cell.glyph,
                    parameters: theme.parameters(for: cell.style, at: depth)
                )
            }
        }
    }

    /// Takes bytes as a terminal would.
    package mutating func receive(_ bytes: [UInt8]) {
        var rest = Substring(String(decoding: bytes, as: UTF8.self))
        while let first = rest.first {
            if first == "\u{1B}" {
                let sequence = rest.prefix { !($0.isLetter) }
                let final = rest.dropFirst(sequence.count).first ?? " "
                obey(String(sequence.dropFirst(2)), final)
                rest = rest.dropFirst(sequence.count + 1)
            } else {
                show(first)
                rest = rest.dropFirst()
            }
        }
    }

    private mutating func obey(_ arguments: String, _ final: Character) {
        let numbers = arguments.split(separator: ";").map { Int($0) ?? 0 }
        switch final {
        case "H":
            row = (numbers.first ?? 1) - 1
            column = (numbers.count > 1 ? numbers[1] : 1) - 1
        case "C":
            column += numbers.first ?? 1
        case "J":
            self = TerminalModel(size: size, synchronized: isSynchronized)
        case "m":
            parameters = arguments == "0" ? "" : String(arguments.dropFirst(2))
        case "h", "l":
            if arguments == "?2026" { isSynchronized = final == "h" }
        default:
            break
        }
    }

    private init(size: CellSize, synchronized: Bool) {
        self.init(size: size)
        isSynchronized = synchronized
    }

    private mutating func show(_ glyph: Character) {
        guard row < size.rows, column < size.columns else { return }
        // Writing over one half of a wide glyph blanks the other.
        if cells[row][column].glyph == "\0", column > 0 { cells[row][column - 1].glyph = " " }
        let columns = SafeText.columns(of: glyph)
        let next = column + columns
        if next < size.columns, cells[row][next].glyph == "\0" { cells[row][next].glyph = " " }
        cells[row][column] = Shown(glyph: glyph, parameters: parameters)
        if columns == 2, column + 1 < size.columns {
            cells[row][column + 1] = Shown(glyph: "\0", parameters: parameters)
        }
        column = next
    }
}
