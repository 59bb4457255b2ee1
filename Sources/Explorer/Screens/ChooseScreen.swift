import Measurement
import Estimation
import LambdaPlatform
import TerminalKit
import Tuning

/// The page on which a setting is chosen: the answer, duration and cost over memory, the readout.
struct ChooseScreen {
    let state: ExplorerState
    let analysis: Analysis
    let options: ViewOptions

    /// Where the parts of the page stand in an area.
    struct Layout {
        let answer: CellArea
        let charts: CellArea
        let duration: CellArea
        let cost: CellArea
        let axis: CellArea
        let panel: CellArea
        let readout: CellArea

        /// The columns from which the readout stands beside the charts.
        private static let wide = 110

        init(in area: CellArea) {
            let isWide = area.columns >= Self.wide
            let answerRows = area.rows >= 20 ? 4 : 2
            let parts = area.rows([.fixed(answerRows), .flexible, .fixed(isWide ? 0 : 2)])
            let columns = parts[1].columns([.flexible, .fixed(isWide ? 48 : 0)])
            // With little room, one chart that can be read is better than two that cannot.
            let hasCost = columns[0].rows >= 12
            let stacked = columns[0].rows(
                [.flexible(weight: 3), hasCost ? .flexible(weight: 2) : .fixed(0), .fixed(2)])
            (answer, charts, panel, readout) = (parts[0], columns[0], columns[1], parts[2])
            (duration, cost, axis) = (stacked[0], stacked[1], stacked[2])
        }
    }

    func draw(on canvas: inout Canvas, in area: CellArea) {
        let layout = Layout(in: area)
        Answer(analysis: analysis).draw(on: &canvas, in: layout.answer)
        if state.showsTable {
            SettingsTable(state: state, analysis: analysis).draw(on: &canvas, in: layout.charts)
        } else {
            charts(on: &canvas, in: layout)
        }
        guard let option = state.cursorOption else { return }
        let readout = Readout(analysis: analysis, option: option)
        if layout.panel.isEmpty {
            readout.drawRows(on: &canvas, in: layout.readout)
        } else {
            panel(readout, on: &canvas, in: layout.panel)
        }
    }

    private func panel(_ readout: Readout, on canvas: inout Canvas, in area: CellArea) {
        canvas.frame(area, title: [Span("at the cursor", .muted)])
        let inner = area.inset(columns: 2, rows: 1)
        for (index, line) in readout.panelLines(columns: inner.columns).enumerated() {
            canvas.write(line, in: inner.line(index))
        }
    }

    private func charts(on canvas: inout Canvas, in layout: Layout) {
        let hasLegend = layout.duration.columns >= 60
        var plot = duration.draw(on: &canvas, in: layout.duration, hasLegend: hasLegend)
        if !layout.cost.isEmpty {
            plot = cost.draw(on: &canvas, in: layout.cost, hasLegend: false)
        }
        MemoryAxis.label(plot, row: layout.axis.row, on: &canvas)
        MarksRow(state: state, analysis: analysis).draw(plot, row: layout.axis.row + 1, on: &canvas)
    }

    /// What a cell of the charts stands for: a setting, and a duration where it is on that chart.
    func target(column: Int, row: Int, in area: CellArea) -> PointedAt? {
        let layout = Layout(in: area)
        let plot = duration.plot(in: layout.duration)
        guard !state.showsTable, layout.charts.contains(column: column, row: row),
            (plot.area.column..<plot.area.endColumn).contains(column)
        else { return nil }
        let isOnDuration = plot.area.contains(column: column, row: row)
        let limit = analysis.conditions.latencyLimit.map { plot.row(of: $0.milliseconds) }
        return PointedAt(
            memory: MemorySetting(clamping: Int(plot.value(atColumn: column).rounded())),
            durationMS: isOnDuration ? plot.value(atRow: row) : nil,
            isOnLimit: isOnDuration && row == limit
        )
    }

    private var duration: MemoryChart {
        MemoryChart(
            title: "duration, ms",
            state: state,
            analysis: analysis,
            options: options,
            figure: \.durationMS,
            limit: analysis.conditions.latencyLimit?.milliseconds
        )
    }

    private var cost: MemoryChart {
        MemoryChart(
            title: "cost of a million invocations, \(analysis.currency.sign)",
            state: state,
            analysis: analysis,
            options: options,
            figure: \.costPerMillion,
            limit: analysis.conditions.costLimitPerMillion
        )
    }
}

/// The settings in figures: what the charts show, for whoever prefers to read it.
struct SettingsTable {
    let state: ExplorerState
    let analysis: Analysis

    /// The measured settings, the choice, today's and the cursor's, in order of memory.
    private var rows: [Tuning.Option] {
        let settings = Set(
            analysis.measuredSettings + [analysis.choice.memory, state.cursor]
                + (analysis.currentMemory.map { [$0] } ?? [])
        )
        return settings.sorted().flatMap { memory in
            analysis.drawnLines(lookingAt: state.strategy)
                .compactMap { analysis.option(at: memory, $0.strategy) }
        }
    }

    func draw(on canvas: inout Canvas, in area: CellArea) {
        table.draw(on: &canvas, in: area)
    }

    /// The table, with the cursor's row selected.
    var table: Table {
        let rows = rows
        return Table(
            columns: [
                Table.Column("memory"), Table.Column("strategy", .leading),
                Table.Column("duration"), Table.Column("p95"), Table.Column("per million"),
                Table.Column("vCPU"), Table.Column("figures", .leading),
                Table.Column("90 % within"),
                Table.Column("per month"),
            ],
            rows: rows.map(cells),
            selected: rows.firstIndex { $0.memory == state.cursor && $0.strategy == state.strategy }
        )
    }

    private func cells(_ option: Tuning.Option) -> [Span] {
        let isChoice =
            option.memory == analysis.choice.memory
            && option.strategy == analysis.choice.strategy
        let share = analysis.platform.vcpuShare(at: option.memory)
        return [
            Span(
                (isChoice ? "★ " : "") + Wording.memory(option.memory),
                isChoice ? .choice : .body
            ),
            Span(option.strategy.rawValue, .series(analysis.series(of: option.strategy))),
            Span(Wording.duration(option.durationMS.value)),
            Span(
                Wording.duration(option.p95MS.value),
                analysis.keepsLimit(option) == false ? .caution : .body
            ),
            Span(Wording.money(option.costPerMillion.value, analysis.currency)),
            Span(NumberText.fixed(share, decimals: 2), .muted),
            Span(OptionText.origin(of: option), .muted),
            Span(OptionText.interval(option.durationMS), .muted),
            Span(Wording.money(analysis.monthlyCost(of: option), analysis.currency)),
        ]
    }
}
