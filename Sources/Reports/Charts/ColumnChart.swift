import LambdaPlatform

/// A chart of columns, one for each memory setting, each a stack of parts.
///
/// - Shape: parts of 0 or less are not drawn; a line across the column shows its total, which a
///   discount makes lower than the stack.
struct ColumnChart {
    /// What the chart is about, as its title and for those who cannot see it.
    let title: String

    /// The picture in words.
    let summary: String

    /// How an amount is written at a tick or a part.
    let label: @Sendable (Double) -> String

    /// The parts' names, from the bottom of a column to its top.
    let parts: [String]

    /// The columns in order of memory.
    let columns: [Column]

    /// One setting's stack.
    struct Column {
        /// The memory setting.
        let memory: MemorySetting

        /// The amounts in the order of the chart's parts.
        let amounts: [Double]

        /// What they come to.
        let total: Double

        /// Whether the setting is the chosen one, whose line is drawn thicker.
        let isChosen: Bool
    }
}

extension ColumnChart {
    /// Draws the chart as an SVG element whose text describes it.
    ///
    /// The `id` is unique on the page; the description is found by it.
    func drawn(id: String) -> Markup {
        let plot = ColumnPlot(of: self)
        return .chart(
            id: id,
            title: title,
            summary: summary,
            [plot.heading, plot.axes]
                + columns.indices.map(plot.column)
                + parts.indices.map(plot.legend)
        )
    }
}

/// The places of things in a chart of columns.
private struct ColumnPlot {
    private let chart: ColumnChart
    private let scale: LinearAxis
    private let left = ChartPanel.left
    private let right = ChartPanel.width - 14
    private let top: Double
    private let bottom = ChartPanel.height - 50

    init(of chart: ColumnChart) {
        self.chart = chart
        // Three names fit beside one another above the title.
        top = 32 + Double((chart.parts.count + 2) / 3) * 16
        let highest = chart.columns.map { $0.amounts.reduce(0) { $0 + max(0, $1) } }
        scale = LinearAxis(holding: highest.max() ?? 0, length: bottom - top)
    }

    var heading: Markup { .label(chart.title, at: (left, top - 8)) }

    var axes: Markup {
        let lines = scale.ticks.map { tick in
            let y = bottom - scale.position(of: tick)
            return Markup.joined([
                .line(from: (left, y), to: (right, y), class: "grid"),
                .label(chart.label(tick), at: (left - 6, y + 4), anchor: .end),
            ])
        }
        return .joined(
            lines + [
                .line(from: (left, bottom), to: (right, bottom), class: "axis"),
                .label("memory, MB", at: ((left + right) / 2, bottom + 44), anchor: .middle),
            ]
        )
    }

    func column(_ index: Int) -> Markup {
        let column = chart.columns[index]
        let slot = (right - left) / Double(chart.columns.count)
        let middle = left + (Double(index) + 0.5) * slot
        let width = min(48, slot * 0.7)
        let total = bottom - scale.position(of: column.total)
        let isLow = slot < 44 && index % 2 == 1
        return .joined(
            stack(column, from: middle - width / 2, width: width) + [
                .line(
                    from: (middle - width / 2 - 3, total),
                    to: (middle + width / 2 + 3, total),
                    class: column.isChosen ? "total chosen" : "total"
                ),
                .label(
                    Figures.grouped(column.memory.megabytes),
                    at: (middle, bottom + (isLow ? 26 : 14)),
                    anchor: .middle
                ),
            ]
        )
    }

    private func stack(
        _ column: ColumnChart.Column,
        from x: Double,
        width: Double
    ) -> [Markup] {
        var base = 0.0
        return column.amounts.indices.compactMap { part in
            let amount = column.amounts[part]
            guard amount > 0 else { return nil }
            let lower = bottom - scale.position(of: base)
            base += amount
            let upper = bottom - scale.position(of: base)
            let words =
                "\(Figures.memory(column.memory)), \(chart.parts[part]): \(chart.label(amount))"
            return box(part, at: (x, upper), width, lower - upper, title: words)
        }
    }

    func legend(_ part: Int) -> Markup {
        let column = left + Double(part % 3) * 145
        let row = 14 + Double(part / 3) * 16
        return .joined([
            box(part, at: (column, row - 9), 9, 9, title: nil),
            .label(chart.parts[part], at: (column + 14, row)),
        ])
    }

    private func box(
        _ part: Int,
        at corner: Place,
        _ width: Double,
        _ height: Double,
        title: String?
    ) -> Markup {
        .element(
            "rect",
            [
                "class": "part series-\(part % 6)", "x": Markup.coordinate(corner.x),
                "y": Markup.coordinate(corner.y), "width": Markup.coordinate(width),
                "height": Markup.coordinate(height),
            ],
            title.map { [.element("title", text: $0)] } ?? []
        )
    }
}
