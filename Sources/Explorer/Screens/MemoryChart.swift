import Estimation
import LambdaPlatform
import Measurement
import TerminalKit
import Tuning

/// A figure of every strategy over memory: curve, band, points with intervals, and the marks.
struct MemoryChart {
    /// What the figure is called, with its unit.
    let title: String

    let state: ExplorerState
    let analysis: Analysis
    let options: ViewOptions

    /// The figure of an option.
    let figure: (Tuning.Option) -> Estimate

    /// A value that must not be exceeded, where there is one.
    var limit: Double?

    /// The columns for the labels of the y axis.
    static let gutter = 8

    /// The marks of measured points by series.
    static let measuredMarks: [Character] = ["●", "◆", "■", "▲"]

    /// The marks of projected points by series.
    static let projectedMarks: [Character] = ["○", "◇", "□", "△"]

    /// Draws a row of title and legend, and the plot under it; returns the plot.
    @discardableResult
    func draw(on canvas: inout Canvas, in area: CellArea, hasLegend: Bool) -> Plot {
        let plot = plot(in: area)
        heading(hasLegend: hasLegend, on: &canvas, in: area.line(0))
        bands(plot, on: &canvas)
        plot.draw(lines.flatMap(curves), marks: options.marks, on: &canvas)
        points(plot, on: &canvas)
        rules(plot, on: &canvas)
        plot.labelRows(gutter: Self.gutter, on: &canvas)
        return plot
    }

    /// The plot under the title row of an area.
    func plot(in area: CellArea) -> Plot {
        let inner = CellArea(
            column: area.column + Self.gutter,
            row: area.row + 1,
            columns: area.columns - Self.gutter - 1,
            rows: area.rows - 1
        )
        let memory = MemoryAxis.axis(isLogarithmic: state.isLogarithmic)
        return Plot(area: inner, x: memory, y: valueAxis)
    }

    /// The lines that are drawn.
    var lines: [Analysis.StrategyLine] { analysis.drawnLines(lookingAt: state.strategy) }

    private var valueAxis: Axis {
        var values = lines.flatMap { line in
            line.options.map { figure($0).value }
                + line.options.filter(\.isMeasured).flatMap { [figure($0).low, figure($0).high] }
        }
        if let limit { values.append(limit) }
        let low = values.min() ?? 1
        let high = values.max() ?? 1
        // Small differences are seen best on a linear axis, large ones only on a logarithmic one.
        let scale: Axis.Scale = low > 0 && high / low > 3 ? .logarithmic : .linear
        return Axis(covering: values, scale: scale)
    }

    private func heading(hasLegend: Bool, on canvas: inout Canvas, in line: CellArea) {
        var spans = [Span(" " + title, .title)]
        if hasLegend {
            for line in lines {
                let series = analysis.series(of: line.strategy)
                let isSelected = line.strategy == state.strategy
                spans += [
                    Span("   \(Self.mark(series, isProjected: false)) ", .series(series)),
                    Span(line.strategy.rawValue, isSelected ? Style.body.bold : .muted),
                ]
            }
            let hidden = analysis.lines.count - lines.count
            if hidden > 0 { spans.append(Span("   ↑↓ \(hidden) more", .muted)) }
            if lines.contains(where: { $0.options.contains(where: \.isProjected) }) {
                spans += [Span("   ○ and dotted: projected", .muted)]
            }
            spans += [Span("   ░ 90 % band", .muted)]
        }
        canvas.write(spans, in: line)
    }

    static func mark(_ series: Int, isProjected: Bool) -> Character {
        let marks = isProjected ? projectedMarks : measuredMarks
        return marks[abs(series) % marks.count]
    }

    private func bands(_ plot: Plot, on canvas: inout Canvas) {
        for line in lines {
            let series = analysis.series(of: line.strategy)
            let band = line.options.map { option in
                let estimate = figure(option)
                return (x: Double(option.memory.megabytes), low: estimate.low, high: estimate.high)
            }
            plot.shade(band, style: .series(series), on: &canvas)
        }
    }

    /// The curve of a strategy, cut where what was measured and what was projected meet.
    private func curves(_ line: Analysis.StrategyLine) -> [ChartLine] {
        var lines: [ChartLine] = []
        var points: [ChartPoint] = []
        var isProjected = line.options.first?.isProjected ?? false
        let series = analysis.series(of: line.strategy)
        for option in line.options {
            let point = ChartPoint(
                x: Double(option.memory.megabytes),
                y: figure(option).value
            )
            if option.isProjected != isProjected {
                let stroke: ChartLine.Stroke = isProjected ? .dotted : .solid
                // The piece between the two kinds belongs to the projection.
                if isProjected { points.append(point) }
                lines.append(ChartLine(points, stroke: stroke, series: series))
                points = isProjected ? [] : points.suffix(1)
                isProjected = option.isProjected
            }
            points.append(point)
        }
        return lines + [ChartLine(points, stroke: isProjected ? .dotted : .solid, series: series)]
    }
}
