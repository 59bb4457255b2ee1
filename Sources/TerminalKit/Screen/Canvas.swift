/// A screen as a value: rows of cells to be drawn on and compared.
///
/// Drawing outside it is clipped, never an error, so that no widget can fail for lack of room.
package struct Canvas: Hashable, Sendable {
    /// The extent.
    package let size: CellSize

    private var cells: [Cell]

    /// A blank canvas.
    package init(size: CellSize) {
        self.size = size
        self.cells = Array(repeating: .blank, count: size.columns * size.rows)
    }
}

extension Canvas {
    /// The whole canvas as an area.
    package var area: CellArea {
        CellArea(column: 0, row: 0, columns: size.columns, rows: size.rows)
    }

    /// The cell at a place; a blank outside the canvas.
    package subscript(column: Int, row: Int) -> Cell {
        guard area.contains(column: column, row: row) else { return .blank }
        return cells[row * size.columns + column]
    }

    /// Puts a glyph at a place; a wide one that would stick out to the right becomes a space.
    package mutating func put(_ cell: Cell, column: Int, row: Int) {
        guard area.contains(column: column, row: row), cell.columns > 0 else { return }
        guard cell.columns == 2 else { return store(cell, column: column, row: row) }
        guard column + 1 < size.columns else {
            return store(Cell(" ", style: cell.style), column: column, row: row)
        }
        store(cell, column: column, row: row)
        store(.rightHalf(style: cell.style), column: column + 1, row: row)
    }

    /// Puts a character at a place.
    package mutating func put(_ character: Character, style: Style, column: Int, row: Int) {
        put(Cell(character, style: style), column: column, row: row)
    }

    /// Changes how the cells of an area are drawn and leaves their glyphs.
    package mutating func restyle(_ area: CellArea, _ change: (Style) -> Style) {
        for row in max(0, area.row)..<max(0, area.row, min(area.endRow, size.rows)) {
            for column in max(
                0,
                area.column
            )..<max(0, area.column, min(area.endColumn, size.columns)) {
                let index = row * size.columns + column
                let cell = cells[index]
                cells[index] =
                    cell.columns == 0
                    ? .rightHalf(style: change(cell.style))
                    : Cell(cell.glyph, style: change(cell.style))
            }
        }
    }

    /// Blanks an area.
    package mutating func clear(_ area: CellArea) {
        for row in area.row..<area.endRow {
            for column in area.column..<area.endColumn {
                put(.blank, column: column, row: row)
            }
        }
    }

    /// The glyphs of a row, without trailing spaces.
    package func text(row: Int) -> String {
        var text = ""
        for column in 0..<size.columns where self[column, row].columns > 0 {
            text.append(self[column, row].glyph)
        }
        while text.last == " " { text.removeLast() }
        return text
    }

    // A wide glyph must never stand with one of its halves overwritten.
    private mutating func store(_ cell: Cell, column: Int, row: Int) {
        let index = row * size.columns + column
        let old = cells[index]
        if old.columns == 0, cell.columns != 0, column > 0 {
            cells[index - 1] = Cell(" ", style: cells[index - 1].style)
        }
        if old.columns == 2, column + 1 < size.columns {
            cells[index + 1] = Cell(" ", style: cells[index + 1].style)
        }
        cells[index] = cell
    }
}

extension Canvas {
    /// The cells of a row as an array, for comparing whole rows quickly.
    package func row(_ row: Int) -> ArraySlice<Cell> {
        cells[row * size.columns..<(row + 1) * size.columns]
    }
}
