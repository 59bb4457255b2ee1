import LambdaPlatform
import Measurement
import TerminalKit

/// The durations of one setting in the order they were measured, so that drift can be seen.
struct SampleOrder {
    let digest: SampleDigest
    let series: Int
    let options: ViewOptions

    /// The columns that a single mark may take: few samples do not fill a wide window.
    private static let columnsPerMark = 4

    func draw(on canvas: inout Canvas, in area: CellArea) {
        guard area.rows >= 4, !digest.inOrderMS.isEmpty else { return }
        let room = area.columns - MemoryChart.gutter - 1
        // Few points are marks; many are dots, several to a cell.
        let areMarks = count <= room
        canvas.write(heading(areMarks: areMarks), in: area.line(0))
        let plot = Plot(
            area: CellArea(
                column: area.column + MemoryChart.gutter,
                row: area.row + 1,
                columns: areMarks ? min(room, max(16, count * Self.columnsPerMark)) : room,
                rows: area.rows - 2
            ),
            x: Axis(from: 1, to: Double(max(2, count))),
            y: Axis(covering: digest.inOrderMS + (areMarks ? coldMS : []))
        )
        if areMarks { marks(plot, on: &canvas) } else { dots(plot, on: &canvas) }
        plot.labelRows(gutter: MemoryChart.gutter, on: &canvas)
        let last = digest.sortedMS.count + (areMarks ? digest.coldStarts.count : 0)
        plot.labelColumns(
            [
                (value: plot.x.high, text: NumberText.fixed(Double(last)), style: .muted),
                (value: plot.x.low, text: "1", style: .muted),
            ],
            row: area.endRow - 1,
            on: &canvas
        )
    }

    private var coldMS: [Double] { digest.coldStarts.map(\.durationMS) }

    /// The invocations that are drawn.
    private var count: Int { digest.inOrderMS.count + digest.coldStarts.count }

    private func heading(areMarks: Bool) -> [Span] {
        let title = Span(" in the order measured, ms", .title)
        guard areMarks else { return [title] }
        return [title, Span("  • ", .series(series)), Span("warm", .muted)]
            + (digest.coldStarts.isEmpty ? [] : [Span("  c ", .key), Span("cold", .muted)])
    }

    private func dots(_ plot: Plot, on canvas: inout Canvas) {
        let dots = digest.inOrderMS.enumerated().map { index, value in
            ChartLine([ChartPoint(x: Double(index + 1), y: value)], series: series)
        }
        plot.draw(dots, marks: options.marks, on: &canvas)
    }

    private func marks(_ plot: Plot, on canvas: inout Canvas) {
        for (number, cold) in digest.coldStarts.enumerated() {
            let place = ChartPoint(x: Double(cold.position + number + 1), y: cold.durationMS)
            plot.mark("c", at: place, style: .key, on: &canvas)
        }
        for (index, value) in digest.inOrderMS.enumerated() {
            let isOutlier = digest.fences.map { !$0.contains(value) } ?? false
            let earlier = digest.coldStarts.prefix { $0.position <= index }.count
            plot.mark(
                isOutlier ? "×" : "•",
                at: ChartPoint(x: Double(index + earlier + 1), y: value),
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
        return lines
    }

    private func row(_ name: String, _ value: String, _ style: Style = .body) -> [Span] {
        let gap = String(repeating: " ", count: max(1, 13 - SafeText.columns(of: name)))
        return [Span(name + gap, .muted), Span(value, style)]
    }
}
