/// A point of a chart in the units of its axes.
package struct ChartPoint: Hashable, Sendable {
    package let x: Double
    package let y: Double

    /// Takes the place of a point.
    package init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// A line through points.
package struct ChartLine: Hashable, Sendable {
    /// How a line is drawn, so that kinds of line differ without color.
    package enum Stroke: Hashable, Sendable {
        case solid
        case dotted
    }

    /// The points in order.
    package let points: [ChartPoint]

    /// How it is drawn.
    package let stroke: Stroke

    /// Its series.
    package let series: Int

    /// Takes the points of a line, how it is drawn, and its series.
    package init(_ points: [ChartPoint], stroke: Stroke = .solid, series: Int) {
        self.points = points
        self.stroke = stroke
        self.series = series
    }
}

/// An area of a canvas with an axis along each side, on which charts are drawn.
package struct Plot: Hashable, Sendable {
    /// The cells between the axes.
    package let area: CellArea

    /// The axis from left to right.
    package let x: Axis

    /// The axis from bottom to top.
    package let y: Axis

    /// Takes the cells and the axes.
    package init(area: CellArea, x: Axis, y: Axis) {
        self.area = area
        self.x = x
        self.y = y
    }
}

extension Plot {
    /// The column of a value, held within the area by its nearest edge.
    package func column(of value: Double) -> Int {
        let last = max(0, area.columns - 1)
        let place = (x.fraction(of: value) * Double(last)).rounded()
        return area.column + Int(min(max(place, 0), Double(last)))
    }

    /// The row of a value, held within the area by its nearest edge.
    package func row(of value: Double) -> Int {
        let last = max(0, area.rows - 1)
        let place = ((1 - y.fraction(of: value)) * Double(last)).rounded()
        return area.row + Int(min(max(place, 0), Double(last)))
    }

    /// The value along the x axis that a column stands for.
    package func value(atColumn column: Int) -> Double {
        let last = max(1, area.columns - 1)
        return x.value(at: Double(column - area.column) / Double(last))
    }

    /// The value along the y axis that a row stands for.
    package func value(atRow row: Int) -> Double {
        y.value(at: 1 - Double(row - area.row) / Double(max(1, area.rows - 1)))
    }

    /// Whether a value of the y axis lies within the area.
    package func shows(y value: Double) -> Bool {
        (-0.02...1.02).contains(y.fraction(of: value))
    }

    /// Draws lines as dots, the later over the earlier.
    package func draw(_ lines: [ChartLine], marks: ChartMarks, on canvas: inout Canvas) {
        switch marks {
        case .braille: draw(lines, with: BrailleGrid(size: area.size), on: &canvas)
        case .halfBlock: draw(lines, with: HalfBlockGrid(size: area.size), on: &canvas)
        case .ascii: draw(lines, with: ASCIIGrid(size: area.size), on: &canvas)
        }
    }

    /// Draws lines as dots of a grid.
    package func draw<Grid: DotGrid>(
        _ lines: [ChartLine],
        with blank: Grid,
        on canvas: inout Canvas
    ) {
        var grid = blank
        for line in lines { trace(line, on: &grid) }
        for row in 0..<area.rows {
            for column in 0..<area.columns {
                guard let cell = grid.cell(column: column, row: row) else { continue }
                let style = Style.series(cell.series)
                canvas.put(
                    cell.glyph,
                    style: style,
                    column: area.column + column,
                    row: area.row + row
                )
            }
        }
    }

    private func trace<Grid: DotGrid>(_ line: ChartLine, on grid: inout Grid) {
        // A dot's place is where its cell's centre is, so that dots and marks agree.
        let width = Double(max(0, area.columns - 1) * Grid.dotsAcross)
        let height = Double(max(0, area.rows - 1) * Grid.dotsDown)
        let offsetX = Double(Grid.dotsAcross - 1) / 2
        let offsetY = Double(Grid.dotsDown - 1) / 2
        var previous: (x: Double, y: Double)?
        for point in line.points where point.x.isFinite && point.y.isFinite {
            let place = (
                x: x.fraction(of: point.x) * width + offsetX,
                y: (1 - y.fraction(of: point.y)) * height + offsetY
            )
            let start = previous ?? place
            segment(from: start, to: place, stroke: line.stroke, series: line.series, on: &grid)
            previous = place
        }
    }

    private func segment<Grid: DotGrid>(
        from start: (x: Double, y: Double),
        to end: (x: Double, y: Double),
        stroke: ChartLine.Stroke,
        series: Int,
        on grid: inout Grid
    ) {
        let length = max(abs(end.x - start.x), abs(end.y - start.y))
        // Segments that lie far outside would only cost time.
        let steps = Int(min(max(length.rounded(.up), 1), 4_000))
        for step in 0...steps {
            let share = Double(step) / Double(steps)
            let dotX = Int((start.x + (end.x - start.x) * share).rounded())
            let dotY = Int((start.y + (end.y - start.y) * share).rounded())
            if stroke == .dotted, !isOn(dotX, dotY, dotsAcross: Grid.dotsAcross) { continue }
            grid.set(x: dotX, y: dotY, series: series)
        }
    }

    // Dots are left out by place and not by count, so that short segments do not join up.
    private func isOn(_ x: Int, _ y: Int, dotsAcross: Int) -> Bool {
        dotsAcross == 1 ? (x + y) % 2 == 0 : x % 2 == 0 && (x / 2 + y / 2) % 3 != 2
    }
}
