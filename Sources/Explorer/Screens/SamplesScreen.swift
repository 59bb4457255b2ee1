import LambdaPlatform
import Measurement
import TerminalKit
import Tuning

/// The page of what was measured: distributions, cold starts, throttling, order, outliers.
struct SamplesScreen {
    let state: ExplorerState
    let analysis: Analysis
    let options: ViewOptions

    func draw(on canvas: inout Canvas, in area: CellArea) {
        let digests = state.digests.filter { $0.strategy == state.strategy }
        guard let selected = nearest(in: digests) else {
            canvas.write(
                "No samples of \(state.strategy).",
                in: area.inset(columns: 1, rows: 1).line(0)
            )
            return
        }
        let series = analysis.series(of: selected.strategy)
        let detailRows = max(5, area.rows - digests.count - 4)
        let parts = area.rows([.flexible, .fixed(detailRows)])
        DistributionList(digests: digests, selected: selected, series: series)
            .draw(on: &canvas, in: parts[0])
        let isWide = area.columns >= 72
        let columns = parts[1].columns([.flexible, .fixed(isWide ? 38 : 0)])
        SampleOrder(digest: selected, series: series, options: options)
            .draw(on: &canvas, in: columns[0])
        if isWide { SampleFacts(digest: selected).draw(on: &canvas, in: columns[1]) }
    }

    /// The measured setting nearest to the cursor.
    private func nearest(in digests: [SampleDigest]) -> SampleDigest? {
        digests.min {
            abs($0.memory.megabytes - state.cursor.megabytes)
                < abs($1.memory.megabytes - state.cursor.megabytes)
        }
    }
}

/// The spread of every setting around its own median, one row each.
struct DistributionList {
    let digests: [SampleDigest]
    let selected: SampleDigest
    let series: Int

    private static let left = 11
    private static let right = 25

    /// More bins than this would only scatter the few invocations there are.
    private static let mostBins = 72

    func draw(on canvas: inout Canvas, in area: CellArea) {
        let bins = bins(in: area)
        let axis = ratios
        heading(on: &canvas, in: area)
        let room = max(0, area.rows - 3)
        let index = digests.firstIndex(of: selected) ?? 0
        let first = max(0, min(index - room / 2, digests.count - room))
        let edges = (0...bins).map { axis.value(at: Double($0) / Double(bins)) }
        for (line, digest) in digests.dropFirst(first).prefix(room).enumerated() {
            draw(digest, edges: edges, in: area.line(line + 2), on: &canvas)
        }
        let plot = Plot(
            area: CellArea(
                column: area.column + Self.left,
                row: area.row,
                columns: bins,
                rows: 1
            ),
            x: axis,
            y: Axis(from: 0, to: 1)
        )
        let labels = axis.ticks(atMost: max(2, bins / 10)).map { ratio in
            (
                value: ratio,
                text: abs(ratio - 1) < 1e-9
                    ? "median" : NumberText.percentChange(from: 1, to: ratio), style: Style.muted
            )
        }
        let row = min(area.endRow - 1, area.row + 2 + min(room, digests.count))
        plot.labelColumns(labels, row: row, on: &canvas)
    }

    private func bins(in area: CellArea) -> Int {
        min(Self.mostBins, max(4, area.columns - Self.left - Self.right - 1))
    }

    /// The range of all durations relative to their setting's median.
    private var ratios: Axis {
        let ends = digests.flatMap { digest -> [Double] in
            guard let median = digest.medianMS, median > 0, let low = digest.sortedMS.first,
                let high = digest.sortedMS.last
            else { return [] }
            return [low / median, high / median]
        }
        let reach = ends.map { abs($0 - 1) }.max() ?? 0.01
        return Axis(from: 1 - min(max(reach, 0.005), 1), to: 1 + min(max(reach, 0.005), 2))
    }

    private func heading(on canvas: inout Canvas, in area: CellArea) {
        canvas.write(
            [
                Span(" warm durations around each setting's median", .title),
                Span(", \(selected.strategy)", .series(series)),
            ],
            in: area.line(0)
        )
        let figures = CellArea(
            column: area.column + Self.left + bins(in: area),
            row: area.row + 1,
            columns: Self.right,
            rows: 1
        )
        canvas.write("     n   p50, ms  p95, ms", style: .muted, in: figures)
    }

    private func draw(
        _ digest: SampleDigest,
        edges: [Double],
        in row: CellArea,
        on canvas: inout Canvas
    ) {
        let isSelected = digest == selected
        canvas.write(isSelected ? "▶" : " ", style: .focus, in: row)
        canvas.write(
            "\(digest.memory.megabytes) MB",
            style: isSelected ? Style.focus.bold : .body,
            in: CellArea(
                column: row.column + 1,
                row: row.row,
                columns: Self.left - 2,
                rows: 1
            ),
            alignment: .trailing
        )
        let median = digest.medianMS ?? 1
        canvas.write(
            Histogram.strip(of: digest.counts(between: edges.map { $0 * median })),
            style: .series(series),
            column: row.column + Self.left,
            row: row.row
        )
        canvas.write(
            figures(digest),
            in: CellArea(
                column: row.column + Self.left + bins(in: row),
                row: row.row,
                columns: Self.right,
                rows: 1
            )
        )
    }

    private func figures(_ digest: SampleDigest) -> [Span] {
        let p50 = digest.medianMS.map { NumberText.significant($0) } ?? "–"
        let p95 = SampleDigest.quantile(0.95, of: digest.sortedMS).map {
            NumberText.significant($0)
        }
        return [
            Span(padded(NumberText.short(Double(digest.sortedMS.count)), 6)),
            Span(padded(p50, 10)), Span(padded(p95 ?? "–", 9)),
        ]
    }

    private func padded(_ text: String, _ columns: Int) -> String {
        String(repeating: " ", count: max(0, columns - SafeText.columns(of: text))) + text
    }
}
