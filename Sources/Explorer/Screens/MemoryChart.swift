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

    private func curves(_ line: Analysis.StrategyLine) -> [ChartLine] {
        MemoryCurve.lines(
            line.options.map { ($0, figure($0).value) },
            series: analysis.series(of: line.strategy)
        )
    }
}

/// A figure of options along memory as lines: solid where measured, dotted where projected.
enum MemoryCurve {
    /// The lines of a curve, cut where what was measured and what was projected meet.
    static func lines(
        _ figures: [(Tuning.Option, Double)],
        series: Int
    ) -> [ChartLine] {
        var lines: [ChartLine] = []
        var points: [ChartPoint] = []
        var isProjected = figures.first?.0.isProjected ?? false
        for (option, value) in figures {
            let point = ChartPoint(x: Double(option.memory.megabytes), y: value)
            if option.isProjected != isProjected {
                // The piece between the two kinds belongs to the projection.
                if isProjected { points.append(point) }
                lines.append(line(points, isProjected: isProjected, series: series))
                points = isProjected ? [] : points.suffix(1)
                isProjected = option.isProjected
            }
            points.append(point)
        }
        return lines + [line(points, isProjected: isProjected, series: series)]
    }

    private static func line(
        _ points: [ChartPoint],
        isProjected: Bool,
        series: Int
    ) -> ChartLine {
        ChartLine(points, stroke: isProjected ? .dotted : .solid, series: series)
    }
}
