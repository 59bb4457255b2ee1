import Estimation
import LambdaPlatform
import Measurement
import TerminalKit
import Tuning

/// The page that compares threading strategies: speed-up over one thread, efficiency, crossover.
struct ThreadsScreen {
    let state: ExplorerState
    let analysis: Analysis
    let options: ViewOptions

    func draw(on canvas: inout Canvas, in area: CellArea) {
        let inner = area.inset(columns: 1, rows: 0)
        guard analysis.lines.count > 1, let comparison = ThreadComparison(analysis) else {
            let sentence =
                "Only one strategy was measured. Measure both to compare them: "
                + "--strategy single,dispatch."
            for (index, line) in Span.wrapped(sentence, columns: inner.columns).enumerated() {
                canvas.write(line, in: inner.line(index + 1))
            }
            return
        }
        let sentences = comparison.sentences.flatMap { Span.wrapped($0, columns: inner.columns) }
        let head = min(sentences.count, max(1, area.rows / 4))
        let tableRows = min(comparison.rows(state).count + 1, max(3, area.rows / 2))
        let parts = area.rows([.fixed(head), .flexible, .fixed(tableRows)])
        for (index, sentence) in sentences.prefix(head).enumerated() {
            canvas.write(sentence, style: Style.body.bold, in: inner.line(index))
        }
        chart(comparison, on: &canvas, in: parts[1])
        comparison.table(state).draw(on: &canvas, in: parts[2])
    }

    private func chart(
        _ comparison: ThreadComparison,
        on canvas: inout Canvas,
        in area: CellArea
    ) {
        guard area.rows >= 5 else { return }
        canvas.write(
            [Span(" speed-up over \(comparison.base.strategy), ×", .title)]
                + comparison.rivals.flatMap { rival in
                    let series = analysis.series(of: rival.strategy)
                    return [
                        Span(
                            "   \(MemoryChart.mark(series, isProjected: false)) ",
                            .series(series)
                        ),
                        Span(rival.strategy.rawValue),
                    ]
                } + [Span("   ⋯ what the vCPU share allows", .muted)],
            in: area.line(0)
        )
        let lines = comparison.rivals.map { comparison.line(of: $0) }
        let values = lines.flatMap { $0.points.map(\.y) } + comparison.ceiling.points.map(\.y) + [1]
        let plot = Plot(
            area: CellArea(
                column: area.column + MemoryChart.gutter,
                row: area.row + 1,
                columns: area.columns - MemoryChart.gutter - 1,
                rows: area.rows - 2
            ),
            x: MemoryAxis.axis(isLogarithmic: state.isLogarithmic),
            y: Axis(covering: values)
        )
        plot.draw([comparison.ceiling] + lines, marks: options.marks, on: &canvas)
        points(comparison, plot, on: &canvas)
        plot.horizontalRule(at: 1, style: .muted, on: &canvas)
        plot.verticalRule(at: Double(state.cursor.megabytes), style: .focus, on: &canvas)
        plot.labelRows(gutter: MemoryChart.gutter, label: NumberText.short, on: &canvas)
        MemoryAxis.label(plot, row: area.endRow - 1, on: &canvas)
    }

    private func points(_ comparison: ThreadComparison, _ plot: Plot, on canvas: inout Canvas) {
        for rival in comparison.rivals {
            let series = analysis.series(of: rival.strategy)
            for setting in rival.measured {
                guard let ratio = comparison.speedUp(of: rival, at: setting.memory) else {
                    continue
                }
                plot.mark(
                    MemoryChart.mark(series, isProjected: setting.isProjected),
                    at: ChartPoint(x: Double(setting.memory.megabytes), y: ratio.value),
                    low: ratio.low,
                    high: ratio.high,
                    style: .series(series),
                    on: &canvas
                )
            }
        }
    }
}
