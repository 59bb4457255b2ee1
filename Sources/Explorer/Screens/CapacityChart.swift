import Capacity
import Estimation
import LambdaPlatform
import TerminalKit
import Tuning

/// The month's bill over memory, where the window has room for it.
struct CapacityChart {
    let state: ExplorerState
    let analysis: Analysis
    let digest: CapacityDigest
    let options: ViewOptions

    func draw(on canvas: inout Canvas, in area: CellArea) {
        guard area.rows >= 7, digest.forecasts.count > 1 else { return }
        let currency = digest.question.tariff.prices.currency
        canvas.write(
            [
                Span(" bill of a month, \(currency.sign)", .title),
                Span("   ★ choice", .choice),
            ],
            in: area.line(0)
        )
        let series = analysis.series(of: digest.question.strategy)
        let points = digest.forecasts.map {
            ChartPoint(x: Double($0.setting.memory.megabytes), y: $0.monthlyCost.value)
        }
        let plot = Plot(
            area: CellArea(
                column: area.column + MemoryChart.gutter,
                row: area.row + 1,
                columns: area.columns - MemoryChart.gutter - 1,
                rows: area.rows - 2
            ),
            x: MemoryAxis.axis(isLogarithmic: state.isLogarithmic),
            y: Axis(covering: points.map(\.y))
        )
        plot.draw([ChartLine(points, series: series)], marks: options.marks, on: &canvas)
        for (forecast, point) in zip(digest.forecasts, points) {
            let isChoice =
                forecast.setting.memory == analysis.choice.memory
                && digest.question.strategy == analysis.choice.strategy
            let mark = MemoryChart.mark(series, isProjected: forecast.setting.isProjected)
            plot.mark(
                isChoice ? "★" : mark,
                at: point,
                style: isChoice ? Style.choice.bold : .series(series),
                on: &canvas
            )
        }
        plot.verticalRule(at: Double(state.cursor.megabytes), style: .focus, on: &canvas)
        plot.labelRows(gutter: MemoryChart.gutter, on: &canvas)
        MemoryAxis.label(plot, row: area.endRow - 1, on: &canvas)
    }
}
