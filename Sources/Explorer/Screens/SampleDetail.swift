import LambdaPlatform
import Measurement
import TerminalKit

/// The durations of one setting in the order they were measured, so that drift can be seen.
struct SampleOrder {
    let digest: SampleDigest
    let series: Int
    let options: ViewOptions

    func draw(on canvas: inout Canvas, in area: CellArea) {
        guard area.rows >= 4, !digest.inOrderMS.isEmpty else { return }
        canvas.write(" in the order they were measured, ms", style: .title, in: area.line(0))
        let plot = Plot(
            area: CellArea(
                column: area.column + MemoryChart.gutter,
                row: area.row + 1,
                columns: area.columns - MemoryChart.gutter - 1,
                rows: area.rows - 1
            ),
            x: Axis(from: 0, to: Double(max(1, digest.inOrderMS.count - 1))),
            y: Axis(covering: digest.inOrderMS)
        )
        // Few points are marks; many are dots, several to a cell.
        if digest.inOrderMS.count <= plot.area.columns {
            marks(plot, on: &canvas)
        } else {
            let dots = digest.inOrderMS.enumerated().map { index, value in
                ChartLine([ChartPoint(x: Double(index), y: value)], series: series)
            }
            plot.draw(dots, marks: options.marks, on: &canvas)
        }
        plot.labelRows(gutter: MemoryChart.gutter, on: &canvas)
    }

    private func marks(_ plot: Plot, on canvas: inout Canvas) {
        for (index, value) in digest.inOrderMS.enumerated() {
            let isOutlier = digest.fences.map { !$0.contains(value) } ?? false
            plot.mark(
                isOutlier ? "×" : "•",
                at: ChartPoint(x: Double(index), y: value),
                style: isOutlier ? .caution : .series(series),
                on: &canvas
            )
        }
    }
}

/// What there is to say about the samples of one setting.
struct SampleFacts {
    let digest: SampleDigest

    func draw(on canvas: inout Canvas, in area: CellArea) {
        let inner = area.inset(columns: 1, rows: 0)
        for (index, line) in lines.enumerated() { canvas.write(line, in: inner.line(index)) }
    }

    private var lines: [[Span]] {
        let ends = [digest.sortedMS.first, digest.sortedMS.last].compactMap(\.self)
        let cold = SampleDigest.quantile(0.5, of: digest.initMS).map(Wording.duration)
        let throttled = SampleDigest.quantile(0.5, of: digest.throttledMS).map(Wording.duration)
        let outliers = digest.outliers
        var lines = [
            [Span("\(Wording.memory(digest.memory)), \(digest.strategy)", Style.focus.bold)],
            row("warm", "\(digest.sortedMS.count)" + (digest.isProjected ? ", projected" : "")),
            row("from, to", ends.map(Wording.duration).joined(separator: ", ")),
            row("outliers ×", "\(outliers)", outliers > 0 ? .caution : .body),
            row("cold starts", "\(digest.initMS.count)" + (cold.map { ", INIT \($0)" } ?? "")),
            row("throttled", throttled.map { "\($0) typically" } ?? "not known"),
        ]
        if digest.warmUps > 0 { lines.append(row("warm-ups", "\(digest.warmUps), not counted")) }
        if digest.failures > 0 { lines.append(row("failed", "\(digest.failures)", .caution)) }
        return lines + [[], [Span("H L other setting, ↑ ↓ strategy", .muted)]]
    }

    private func row(_ name: String, _ value: String, _ style: Style = .body) -> [Span] {
        let gap = String(repeating: " ", count: max(1, 13 - SafeText.columns(of: name)))
        return [Span(name + gap, .muted), Span(value, style)]
    }
}
