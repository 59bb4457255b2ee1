/// Rows and columns of text with a heading.
package struct Table: Hashable, Sendable {
    /// A column's heading and the side its text keeps to.
    package struct Column: Hashable, Sendable {
        package let title: String
        package let alignment: Alignment

        /// Takes a heading and a side.
        package init(_ title: String, _ alignment: Alignment = .trailing) {
            self.title = title
            self.alignment = alignment
        }
    }

    /// The columns, the most important first: the last go when there is no room.
    package let columns: [Column]

    /// The rows; each has a span per column, and missing ones are blank.
    package let rows: [[Span]]

    /// The row that the keyboard acts on, where there is one.
    package let selected: Int?

    /// Takes the columns, the rows and the selected row.
    package init(columns: [Column], rows: [[Span]], selected: Int? = nil) {
        self.columns = columns
        self.rows = rows
        self.selected = selected
    }
}

extension Table {
    /// The width of every column: its widest text.
    package var widths: [Int] {
        columns.indices.map { index in
            rows.reduce(SafeText.columns(of: columns[index].title)) { widest, row in
                index < row.count ? max(widest, SafeText.columns(of: row[index].text)) : widest
            }
        }
    }

    /// Draws the heading and as many rows as fit, the selected one among them.
    package func draw(on canvas: inout Canvas, in area: CellArea) {
        guard !area.isEmpty else { return }
        let widths = widths
        let shown = shownColumns(widths: widths, room: area.columns)
        var column = area.column + 2
        for index in shown {
            let cell = CellArea(column: column, row: area.row, columns: widths[index], rows: 1)
            canvas.write(
                columns[index].title,
                style: .muted,
                in: cell,
                alignment: columns[index].alignment
            )
            column += widths[index] + 2
        }
        let room = area.rows - 1
        let first = firstRow(room: room)
        for line in 0..<max(0, min(room, rows.count - first)) {
            draw(row: first + line, of: shown, widths: widths, in: area.line(line + 1), on: &canvas)
        }
    }

    private func draw(
        row index: Int,
        of shown: [Int],
        widths: [Int],
        in line: CellArea,
        on canvas: inout Canvas
    ) {
        let isSelected = index == selected
        if isSelected { canvas.write("▶", style: .focus, in: line) }
        var column = line.column + 2
        for position in shown {
            if position < rows[index].count {
                let span = rows[index][position]
                let cell = CellArea(
                    column: column,
                    row: line.row,
                    columns: widths[position],
                    rows: 1
                )
                canvas.write(
                    span.text,
                    style: isSelected ? span.style.bold : span.style,
                    in: cell,
                    alignment: columns[position].alignment
                )
            }
            column += widths[position] + 2
        }
    }

    private func shownColumns(widths: [Int], room: Int) -> [Int] {
        var used = 0
        return columns.indices.prefix { index in
            used += widths[index] + 2
            return used <= room || index == 0
        }
    }

    // The selected row stays near the middle where the table is longer than the room.
    private func firstRow(room: Int) -> Int {
        guard let selected, rows.count > room else { return 0 }
        return max(0, min(selected - room / 2, rows.count - room))
    }

    /// The table as lines of plain text, columns apart by two spaces.
    package func plainLines() -> [String] {
        let widths = widths
        let heading = columns.map { Span($0.title) }
        return ([heading] + rows).map { row in
            let cells = columns.indices.map { index -> String in
                let text = index < row.count ? SafeText.line(row[index].text) : ""
                let gap = String(
                    repeating: " ",
                    count: max(0, widths[index] - SafeText.columns(of: text))
                )
                return columns[index].alignment == .leading ? text + gap : gap + text
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
