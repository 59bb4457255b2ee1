import Measurement
import Estimation
import LambdaPlatform
import TerminalKit
import Tuning

/// The page of several runs: what each would save, the largest saving first.
struct RunsScreen {
    let state: ExplorerState
    let options: ViewOptions

    func draw(on canvas: inout Canvas, in area: CellArea) {
        let inner = area.inset(columns: 1, rows: 0)
        canvas.write(total, in: inner.line(0))
        let table = table
        let tableRows = min(table.rows.count + 1, max(4, area.rows / 2))
        let parts = area.dropping(rows: 1).rows([.fixed(tableRows), .fixed(1), .flexible])
        table.draw(on: &canvas, in: parts[0])
        chart(on: &canvas, in: parts[2])
    }

    private var currency: Currency { state.whatIf.conditions.tariff.prices.currency }

    private var total: [Span] {
        let savings = state.summaries.compactMap(\.monthlySaving)
        guard !savings.isEmpty else {
            return [
                Span("\(state.summaries.count) runs", .title),
                Span(
                    "   c on a run's page names its setting of today, to see what it saves",
                    .muted
                ),
            ]
        }
        let sum = savings.reduce(0, +)
        return [
            Span(sum >= 0 ? "The choices save " : "The choices cost ", .title),
            Span(Wording.money(abs(sum), currency), Style.choice.bold),
            Span(sum >= 0 ? " a month in all" : " more a month in all", .title),
            Span(
                ", at \(Wording.count(state.whatIf.conditions.monthlyInvocations)) invocations each",
                .muted
            ),
        ]
    }

    var table: Table {
        Table(
            columns: [
                Table.Column(""), Table.Column("function", .leading), Table.Column("today"),
                Table.Column("choice"),
                Table.Column("saves/month"), Table.Column("duration"), Table.Column("vs today"),
                Table.Column("p95"),
                Table.Column("strategy", .leading), Table.Column("per million"),
                Table.Column("cautions"),
            ],
            rows: state.summaries.enumerated().map { [Span("\($0 + 1)")] + cells($1) },
            selected: state.summaries.isEmpty ? nil : state.selectedRow
        )
    }

    private func cells(_ summary: RunSummary) -> [Span] {
        let saving = summary.monthlySaving
        let change = summary.current.map {
            NumberText.percentChange(
                from: $0.durationMS.value,
                to: summary.choice.durationMS.value
            )
        }
        return [
            Span(String(SafeText.line(summary.name).prefix(24)), .series(summary.index)),
            Span(summary.current.map { Wording.memory($0.memory) } ?? "–", .muted),
            Span(
                (summary.isFeasible ? "" : "✗ ") + Wording.memory(summary.choice.memory),
                summary.isFeasible ? .choice : .caution
            ),
            Span(
                saving.map { Wording.money($0, currency) } ?? "–",
                (saving ?? 0) < 0 ? .caution : .good
            ),
            Span(Wording.duration(summary.choice.durationMS.value)),
            Span(change ?? "–", .muted),
            Span(Wording.duration(summary.choice.p95MS.value)),
            Span(summary.choice.strategy.rawValue, .muted),
            Span(Wording.money(summary.choice.costPerMillion.value, currency)),
            Span(summary.cautions == 0 ? "–" : "\(summary.cautions)", .muted),
        ]
    }

    private func chart(on canvas: inout Canvas, in area: CellArea) {
        guard area.rows >= 6 else { return }
        let curves = state.summaries.map(curve(of:))
        let lines = curves.flatMap(\.self)
        canvas.write(
            [Span(" duration with the chosen strategy, ms", .title), Span("   ★ choice", .choice)],
            in: area.line(0)
        )
        let plot = Plot(
            area: CellArea(
                column: area.column + MemoryChart.gutter,
                row: area.row + 1,
                columns: area.columns - MemoryChart.gutter - 1,
                rows: area.rows - 2
            ),
            x: MemoryAxis.axis(isLogarithmic: state.isLogarithmic),
            y: Axis(covering: lines.flatMap { $0.points.map(\.y) }, scale: .logarithmic)
        )
        plot.draw(lines, marks: options.marks, on: &canvas)
        for (row, summary) in state.summaries.enumerated() {
            number(row, summary, start: curves[row].first?.points.first, plot, on: &canvas)
        }
        plot.labelRows(gutter: MemoryChart.gutter, on: &canvas)
        MemoryAxis.label(plot, row: area.endRow - 1, on: &canvas)
    }

    /// The durations of a run with its chosen strategy.
    private func curve(of summary: RunSummary) -> [ChartLine] {
        MemoryCurve.lines(
            summary.options.map { ($0, $0.durationMS.value) },
            series: summary.index
        )
    }

    /// Writes a run's number at the start of its curve and at its choice, as in the table.
    private func number(
        _ row: Int,
        _ summary: RunSummary,
        start: ChartPoint?,
        _ plot: Plot,
        on canvas: inout Canvas
    ) {
        let glyph = Character(String((row + 1) % 10))
        let style: Style = row == state.selectedRow ? Style.focus.reversed : .series(summary.index)
        let choice = ChartPoint(
            x: Double(summary.choice.memory.megabytes),
            y: summary.choice.durationMS.value
        )
        for point in [start, choice].compactMap(\.self) {
            plot.mark(glyph, at: point, style: style.bold, on: &canvas)
        }
        let column = plot.column(of: choice.x) + 1
        canvas.put("★", style: .choice, column: column, row: plot.row(of: choice.y))
    }
}
