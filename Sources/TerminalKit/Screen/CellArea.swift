/// A size in character cells.
package struct CellSize: Hashable, Sendable {
    /// Columns of cells, never negative.
    package let columns: Int

    /// Rows of cells, never negative.
    package let rows: Int

    /// Takes a size; negative amounts count as zero.
    package init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}

/// A rectangle of character cells; row 0 is the top, column 0 the left.
package struct CellArea: Hashable, Sendable {
    /// The leftmost column.
    package let column: Int

    /// The topmost row.
    package let row: Int

    /// The extent.
    package let size: CellSize

    /// Takes a corner and an extent; negative extents count as zero.
    package init(column: Int, row: Int, columns: Int, rows: Int) {
        self.column = column
        self.row = row
        self.size = CellSize(columns: columns, rows: rows)
    }
}

extension CellArea {
    /// The number of columns.
    package var columns: Int { size.columns }

    /// The number of rows.
    package var rows: Int { size.rows }

    /// The first column to the right of the area.
    package var endColumn: Int { column + columns }

    /// The first row below the area.
    package var endRow: Int { row + rows }

    /// Whether the area holds no cell.
    package var isEmpty: Bool { columns == 0 || rows == 0 }

    /// Whether a cell lies in the area.
    package func contains(column: Int, row: Int) -> Bool {
        column >= self.column && column < endColumn && row >= self.row && row < endRow
    }

    /// The area without a margin on each side.
    package func inset(columns margin: Int, rows marginRows: Int) -> CellArea {
        CellArea(
            column: column + margin,
            row: row + marginRows,
            columns: columns - 2 * margin,
            rows: rows - 2 * marginRows
        )
    }

    /// The part of the area from a row on, counted from its top.
    package func dropping(rows count: Int) -> CellArea {
        let dropped = min(max(0, count), rows)
        return CellArea(column: column, row: row + dropped, columns: columns, rows: rows - dropped)
    }

    /// One row of the area, counted from its top; empty below its end.
    package func line(_ index: Int) -> CellArea {
        CellArea(
            column: column,
            row: row + index,
            columns: columns,
            rows: index >= 0 && index < rows ? 1 : 0
        )
    }
}

/// The size of one row or column of a layout.
package enum Track: Hashable, Sendable {
    /// Exactly so many cells, while there is room.
    case fixed(Int)

    /// A share of what the fixed tracks leave, in proportion to the weight.
    case flexible(weight: Int)

    /// An even share of what the fixed tracks leave.
    package static let flexible = Track.flexible(weight: 1)
}

extension CellArea {
    /// The area cut into rows from top to bottom.
    ///
    /// - Edge cases: when there is too little room the first tracks get it and the last get none.
    package func rows(_ tracks: [Track]) -> [CellArea] {
        var next = row
        return Self.extents(tracks, in: rows).map { extent in
            defer { next += extent }
            return CellArea(column: column, row: next, columns: columns, rows: extent)
        }
    }

    /// The area cut into columns from left to right; short of room as for rows.
    package func columns(_ tracks: [Track]) -> [CellArea] {
        var next = column
        return Self.extents(tracks, in: columns).map { extent in
            defer { next += extent }
            return CellArea(column: next, row: row, columns: extent, rows: rows)
        }
    }

    private static func extents(_ tracks: [Track], in room: Int) -> [Int] {
        var fixed = 0
        var weights = 0
        for track in tracks {
            switch track {
            case .fixed(let cells): fixed += max(0, cells)
            case .flexible(let weight): weights += max(0, weight)
            }
        }
        var flexibleRoom = max(0, room - fixed)
        var left = room
        return tracks.map { track in
            let wanted: Int
            switch track {
            case .fixed(let cells):
                wanted = max(0, cells)
            case .flexible(let weight):
                wanted = weights == 0 ? 0 : flexibleRoom * max(0, weight) / weights
                flexibleRoom -= wanted
                weights -= max(0, weight)
            }
            let extent = min(wanted, left)
            left -= extent
            return extent
        }
    }
}
