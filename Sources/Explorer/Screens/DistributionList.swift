import LambdaPlatform
import Measurement
import TerminalKit

/// The spread of every setting around its own median, one row each.
struct DistributionList {
    let digests: [SampleDigest]
    let selected: SampleDigest
    let series: Int

    private static let left = 11

    /// The columns for a row's figures.
    private static func right(in area: CellArea) -> Int {
        figures(in: area).reduce(0) { $0 + $1.columns }
    }

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
                text: abs(ratio - 1) < 1e-9 ? "median" : Self.percent(ratio), style: Style.muted
            )
        }
        let row = min(area.endRow - 1, area.row + 2 + min(room, digests.count))
        plot.labelColumns(labels, row: row, on: &canvas)
    }

    private func bins(in area: CellArea) -> Int {
        min(Self.mostBins, max(4, area.columns - Self.left - Self.right(in: area) - 1))
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
            columns: Self.right(in: area),
            rows: 1
        )
        let titles = Self.figures(in: area).map { padded($0.title, $0.columns) }
        canvas.write(titles.joined(), style: .muted, in: figures)
    }

    /// How far a ratio lies from 1, as short as a label can be.
    private static func percent(_ ratio: Double) -> String {
        (ratio < 1 ? "−" : "+") + NumberText.short(abs(ratio - 1) * 100) + " %"
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
            Wording.memory(digest.memory),
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
            Self.figures(in: row).map { Span(padded($0.text(digest), $0.columns)) },
            in: CellArea(
                column: row.column + Self.left + bins(in: row),
                row: row.row,
                columns: Self.right(in: row),
                rows: 1
            )
        )
    }

    /// A figure of a row, in ms where it is a time.
    private struct Figure {
        let title: String
        let columns: Int
        let text: (SampleDigest) -> String

        static func time(
            _ title: String,
            _ columns: Int,
            _ value: @escaping (SampleDigest) -> Double?
        ) -> Figure {
            Figure(title: title, columns: columns) { digest in
                value(digest).map { NumberText.significant($0) } ?? "–"
            }
        }
    }

    private static func figures(in area: CellArea) -> [Figure] {
        let always = [
            Figure(title: "n", columns: 6) { NumberText.short(Double($0.sortedMS.count)) },
            .time("p50, ms", 10) { $0.medianMS },
            .time("p95, ms", 9) { SampleDigest.quantile(0.95, of: $0.sortedMS) },
        ]
        guard area.columns >= 100 else { return always }
        return always + [
            Figure(title: "outliers", columns: 10) { String($0.outliers) },
            .time("throttled", 11) { SampleDigest.quantile(0.5, of: $0.throttledMS) },
            Figure(title: "cold", columns: 6) { String($0.coldStarts.count) },
            .time("INIT", 8) { SampleDigest.quantile(0.5, of: $0.initMS) },
        ]
    }

    private func padded(_ text: String, _ columns: Int) -> String {
        String(repeating: " ", count: max(0, columns - SafeText.columns(of: text))) + text
    }
}
