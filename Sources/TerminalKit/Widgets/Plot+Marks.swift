extension Plot {
    /// Shades the cells between a lower and an upper line.
    ///
    /// - Shape: points in ascending order of x; a band thinner than a row shades nothing, since the
    ///   line itself is no thinner.
    package func shade(
        _ band: [(x: Double, low: Double, high: Double)],
        style: Style,
        on canvas: inout Canvas
    ) {
        guard !area.isEmpty else { return }
        for (left, right) in zip(band, band.dropFirst()) {
            let first = column(of: left.x)
            let last = column(of: right.x)
            for column in first...max(first, last) {
                let share = last == first ? 0 : Double(column - first) / Double(last - first)
                let low = left.low + (right.low - left.low) * share
                let high = left.high + (right.high - left.high) * share
                let top = row(of: high)
                let bottom = row(of: low)
                let height = (y.fraction(of: high) - y.fraction(of: low)) * Double(area.rows - 1)
                guard height >= Self.thinnestBand else { continue }
                for row in top...bottom {
                    canvas.put("░", style: style, column: column, row: row)
                }
            }
        }
    }

    /// The rows that a band must span to be shaded; a thinner one would only fray the line.
    private static let thinnestBand = 0.8

    /// Puts a mark at a point, with a bar from `low` to `high` where that spans rows.
    package func mark(
        _ glyph: Character,
        at point: ChartPoint,
        low: Double? = nil,
        high: Double? = nil,
        style: Style,
        on canvas: inout Canvas
    ) {
        guard !area.isEmpty, point.x.isFinite, point.y.isFinite, shows(y: point.y) else { return }
        let column = column(of: point.x)
        if let low, let high, low.isFinite, high.isFinite {
            for row in row(of: high)...max(row(of: high), row(of: low)) {
                canvas.put("│", style: style, column: column, row: row)
            }
        }
        canvas.put(glyph, style: style, column: column, row: row(of: point.y))
    }

    /// Draws a vertical rule at a value behind what is already drawn.
    package func verticalRule(
        at value: Double,
        glyph: Character = "┊",
        style: Style,
        on canvas: inout Canvas
    ) {
        guard !area.isEmpty else { return }
        let column = column(of: value)
        for row in area.row..<area.endRow where canvas[column, row].glyph == " " {
            canvas.put(glyph, style: style, column: column, row: row)
        }
    }

    /// Draws a horizontal rule at a value behind what is already drawn.
    package func horizontalRule(
        at value: Double,
        glyph: Character = "╌",
        style: Style,
        on canvas: inout Canvas
    ) {
        guard !area.isEmpty, shows(y: value) else { return }
        let row = row(of: value)
        for column in area.column..<area.endColumn where canvas[column, row].glyph == " " {
            canvas.put(glyph, style: style, column: column, row: row)
        }
    }

    /// Writes the labels of the y axis into the columns to the left of the area.
    package func labelRows(gutter: Int, on canvas: inout Canvas) {
        guard !area.isEmpty, gutter > 1 else { return }
        var lastRow = Int.min
        let ticks = y.ticks(atMost: max(2, area.rows * 2 / 3))
        for (tick, label) in zip(ticks, NumberText.labels(of: ticks)) {
            let row = row(of: tick)
            // Ticks ascend, so rows descend; a label that would share a row is dropped.
            guard lastRow == .min || row < lastRow else { continue }
            let room = CellArea(
                column: area.column - gutter,
                row: row,
                columns: gutter - 1,
                rows: 1
            )
            canvas.write(label, style: .muted, in: room, alignment: .trailing)
            canvas.put("┤", style: .muted, column: area.column - 1, row: row)
            lastRow = row
        }
        for row in area.row..<area.endRow where canvas[area.column - 1, row].glyph == " " {
            canvas.put("│", style: .muted, column: area.column - 1, row: row)
        }
    }

    /// Writes labels of the x axis on a row: in order of importance, dropped where they would touch.
    package func labelColumns(
        _ labels: [(value: Double, text: String, style: Style)],
        row: Int,
        on canvas: inout Canvas
    ) {
        var taken: [Range<Int>] = []
        for label in labels where !area.isEmpty {
            let width = SafeText.columns(of: label.text)
            let centered = column(of: label.value) - width / 2
            let start = max(area.column, min(centered, area.endColumn - width))
            let range = start - 1..<start + width + 1
            guard width <= area.columns, !taken.contains(where: { $0.overlaps(range) }) else {
                continue
            }
            canvas.write(label.text, style: label.style, column: start, row: row)
            taken.append(range)
        }
    }
}
