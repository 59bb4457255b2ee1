import LambdaPlatform
import Measurement
import TerminalKit
import Tuning

/// The page of a measurement as it happens: how far, how long still, what next and why.
struct LiveScreen {
    let live: LiveState
    let options: ViewOptions

    func draw(on canvas: inout Canvas, in area: CellArea) {
        let inner = area.inset(columns: 1, rows: 0)
        progress(on: &canvas, in: inner.line(0))
        canvas.write(times, in: inner.line(1))
        for (index, line) in now(columns: inner.columns).enumerated() {
            canvas.write(line, in: inner.line(2 + index))
        }
        let notes = notes(columns: inner.columns)
        let noteRows = min(notes.count, max(0, area.rows / 4))
        let parts = area.dropping(rows: 4).rows([.flexible, .fixed(noteRows)])
        let isWide = area.columns >= 100
        let columns = parts[0].columns([.fixed(isWide ? 54 : area.columns), .flexible])
        let hasChart = !isWide && parts[0].rows >= live.pairs.count + 9
        if isWide {
            table.draw(on: &canvas, in: columns[0])
            chart(on: &canvas, in: columns[1])
        } else if hasChart {
            let rows = columns[0].rows([.fixed(live.pairs.count + 2), .flexible])
            table.draw(on: &canvas, in: rows[0])
            chart(on: &canvas, in: rows[1])
        } else {
            table.draw(on: &canvas, in: columns[0])
        }
        for (index, note) in notes.suffix(noteRows).enumerated() {
            canvas.write(note, style: .caution, in: parts[1].inset(columns: 1, rows: 0).line(index))
        }
    }

    private func progress(on canvas: inout Canvas, in line: CellArea) {
        guard let progress = live.progress, progress.expectedTotal > 0 else {
            canvas.write("Starting…", style: .title, in: line)
            return
        }
        let share = min(1, Double(progress.done) / Double(progress.expectedTotal))
        let text = " \(progress.done) of about \(progress.expectedTotal)"
        let bar = max(4, line.columns - SafeText.columns(of: text) - 6)
        let eighths = Int(share * Double(bar * 8))
        let full = String(repeating: "█", count: eighths / 8)
        let part = eighths % 8 == 0 ? "" : ["▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8 - 1]
        let rest = String(repeating: "░", count: max(0, bar - eighths / 8 - (part.isEmpty ? 0 : 1)))
        canvas.write(
            [
                Span(full + part, .good), Span(rest, .muted),
                Span(" " + NumberText.fixed(share * 100) + " %", Style.body.bold),
                Span(text, .muted),
            ],
            in: line
        )
    }

    private var times: [Span] {
        guard let progress = live.progress else { return [] }
        let currency = live.tariff.prices.currency
        let spend = Wording.money(live.spend, currency)
        return [
            Span("elapsed ", .muted), Span(Wording.time(progress.elapsedMS)),
            Span("   remaining about ", .muted),
            Span(Wording.time(progress.remainingMS), Style.body.bold),
            Span(live.isBilled ? "   spent about " : "   would cost on Lambda ", .muted),
            Span(spend),
        ]
    }

    /// What is measured now and why, the reason on a row of its own where one is too short.
    private func now(columns: Int) -> [[Span]] {
        if let ending = live.ending {
            return Span.wrapped(ending, columns: columns).prefix(2)
                .map { [Span($0, Style.choice.bold)] }
        }
        guard let (request, reason) = live.current else { return [] }
        let what = [
            Span("now ", .muted),
            Span("\(Wording.memory(request.memory)), \(request.strategy)", Style.focus.bold),
            Span(request.environment == .fresh ? " (cold start)" : ""),
        ]
        let why = [Span("because ", .muted), Span(reason)]
        let both = what + [Span("  ")] + why
        return Span.columns(of: both) <= columns ? [both] : [what, why]
    }

    private var table: Table {
        let pairs = live.pairs.keys.sorted()
        let current = live.current.map { now in
            LiveState.Pair(memory: now.request.memory, strategy: now.request.strategy)
        }
        return Table(
            columns: [
                Table.Column("memory"), Table.Column("strategy", .leading),
                Table.Column("warm"), Table.Column("mean"), Table.Column("± 90 %"),
                Table.Column("failed"),
            ],
            rows: pairs.map(cells),
            selected: current.flatMap { pairs.firstIndex(of: $0) }
        )
    }

    private func cells(_ pair: LiveState.Pair) -> [Span] {
        let tally = live.pairs[pair] ?? LiveState.Tally()
        let error = tally.relativeError.map { NumberText.fixed($0 * 100, decimals: 1) + " %" }
        return [
            Span(Wording.memory(pair.memory)), Span(pair.strategy.rawValue, .muted),
            Span("\(tally.count)"), Span(tally.meanMS.map(Wording.duration) ?? "–"),
            Span(error ?? "–"),
            Span(tally.failures == 0 ? "" : "\(tally.failures)", .caution),
        ]
    }

    private func notes(columns: Int) -> [String] {
        (live.cautions.map(\.message) + live.skipped)
            .flatMap { Span.wrapped($0, columns: columns) }
    }

    private func chart(on canvas: inout Canvas, in area: CellArea) {
        let strategies = Set(live.pairs.keys.map(\.strategy)).sorted()
        let points = live.pairs.compactMap { pair, tally in
            tally.meanMS.map { (pair: pair, mean: $0) }
        }
        guard area.rows >= 6, area.columns >= 24, !points.isEmpty else { return }
        let legend = strategies.enumerated().flatMap { series, strategy in
            [
                Span("   \(MemoryChart.mark(series, isProjected: false)) ", .series(series)),
                Span(strategy.rawValue),
            ]
        }
        canvas.write([Span(" duration so far, ms", .title)] + legend, in: area.line(0))
        let plot = Plot(
            area: CellArea(
                column: area.column + MemoryChart.gutter,
                row: area.row + 1,
                columns: area.columns - MemoryChart.gutter - 1,
                rows: area.rows - 2
            ),
            x: MemoryAxis.axis(isLogarithmic: true),
            y: Axis(covering: points.map(\.mean), scale: .logarithmic)
        )
        for point in points.sorted(by: { $0.pair < $1.pair }) {
            let series = strategies.firstIndex(of: point.pair.strategy) ?? 0
            plot.mark(
                MemoryChart.mark(series, isProjected: false),
                at: ChartPoint(x: Double(point.pair.memory.megabytes), y: point.mean),
                style: .series(series),
                on: &canvas
            )
        }
        plot.labelRows(gutter: MemoryChart.gutter, on: &canvas)
        MemoryAxis.label(plot, row: area.endRow - 1, on: &canvas)
    }
}
