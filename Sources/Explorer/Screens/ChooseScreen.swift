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

    /// The columns from which the readout stands beside the charts.
    private static let wide = 110

    func draw(on canvas: inout Canvas, in area: CellArea) {
        let isWide = area.columns >= Self.wide
        let answerRows = area.rows >= 20 ? 4 : 2
        let readoutRows = isWide ? 0 : 2
        let parts = area.rows([.fixed(answerRows), .flexible, .fixed(readoutRows)])
        Answer(analysis: analysis).draw(on: &canvas, in: parts[0])
        let columns = parts[1].columns([.flexible, .fixed(isWide ? 48 : 0)])
        if state.showsTable {
            SettingsTable(state: state, analysis: analysis).draw(on: &canvas, in: columns[0])
        } else {
            charts(on: &canvas, in: columns[0])
        }
        guard let option = state.cursorOption else { return }
        let readout = Readout(analysis: analysis, option: option)
        if isWide {
            panel(readout, on: &canvas, in: columns[1])
        } else {
            readout.drawRows(on: &canvas, in: parts[2])
        }
    }

    private func panel(_ readout: Readout, on canvas: inout Canvas, in area: CellArea) {
        canvas.frame(area, title: [Span("at the cursor", .muted)])
        let inner = area.inset(columns: 2, rows: 1)
        for (index, line) in readout.panelLines(columns: inner.columns).enumerated() {
            canvas.write(line, in: inner.line(index))
        }
    }

    private func charts(on canvas: inout Canvas, in area: CellArea) {
        // With little room, one chart that can be read is better than two that cannot.
        let hasCost = area.rows >= 12
        let parts = area.rows(
            [.flexible(weight: 3), hasCost ? .flexible(weight: 2) : .fixed(0), .fixed(2)])
        var plot = duration.draw(on: &canvas, in: parts[0], hasLegend: area.columns >= 60)
        if hasCost { plot = cost.draw(on: &canvas, in: parts[1], hasLegend: false) }
        MemoryAxis.label(plot, row: parts[2].row, on: &canvas)
        MarksRow(state: state, analysis: analysis).draw(plot, row: parts[2].row + 1, on: &canvas)
    }

    private var duration: MemoryChart {
        MemoryChart(
            title: "duration, ms",
            state: state,
            analysis: analysis,
            options: options,
            figure: \.durationMS,
            label: NumberText.short,
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
            label: NumberText.short,
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
            analysis.lines.compactMap { analysis.option(at: memory, $0.strategy) }
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
