/// A framed box of lines in the middle of the screen, over everything else.
package struct Overlay: Hashable, Sendable {
    /// The heading in the frame.
    package let title: String

    /// The lines, each of spans.
    package let lines: [[Span]]

    /// What the keys do here, in the lower edge of the frame.
    package let footer: [Span]

    /// The first line shown.
    package let offset: Int

    /// Takes what to show, and how many lines have been scrolled past.
    package init(title: String, lines: [[Span]], footer: [Span] = [], offset: Int = 0) {
        self.title = title
        self.lines = lines
        self.footer = footer
        self.offset = offset
    }

    /// Draws the box centered in an area, as large as its lines and the area allow.
    package func draw(on canvas: inout Canvas, in area: CellArea) {
        let widest = lines.map { Span.columns(of: $0) }.max() ?? 0
        let framed = max(widest, Span.columns(of: footer) + 2, SafeText.columns(of: title) + 2)
        let columns = min(area.columns, framed + 4)
        let rows = min(area.rows, lines.count + 2)
        guard columns > 2, rows > 2 else { return }
        let box = CellArea(
            column: area.column + (area.columns - columns) / 2,
            row: area.row + (area.rows - rows) / 2,
            columns: columns,
            rows: rows
        )
        canvas.clear(box)
        canvas.frame(box, title: [Span(title, .title)], footer: footer)
        let inner = box.inset(columns: 2, rows: 1)
        let first = min(max(0, offset), max(0, lines.count - inner.rows))
        for (index, line) in lines.dropFirst(first).prefix(inner.rows).enumerated() {
            canvas.write(line, in: inner.line(index))
        }
        let isCutAbove = first > 0
        let isCutBelow = first + inner.rows < lines.count
        if isCutAbove {
            canvas.put("▲", style: .muted, column: box.endColumn - 1, row: box.row + 1)
        }
        if isCutBelow {
            canvas.put("▼", style: .muted, column: box.endColumn - 1, row: box.endRow - 2)
        }
    }
}
