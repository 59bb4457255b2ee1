import Estimation
import LambdaPlatform
import TerminalKit
import Tuning

extension MemoryChart {
    /// Draws the measured points with their intervals, the choice, and the cursor.
    func points(_ plot: Plot, on canvas: inout Canvas) {
        for line in lines {
            let series = analysis.series(of: line.strategy)
            for setting in line.measured {
                guard let option = analysis.option(at: setting.memory, line.strategy) else {
                    continue
                }
                let estimate = figure(option)
                plot.mark(
                    Self.mark(series, isProjected: setting.isProjected),
                    at: ChartPoint(x: Double(setting.memory.megabytes), y: estimate.value),
                    low: estimate.low,
                    high: estimate.high,
                    style: .series(series),
                    on: &canvas
                )
            }
        }
        put("★", at: analysis.choice, style: Style.choice.bold, plot, on: &canvas)
        if let option = state.cursorOption {
            let column = plot.column(of: Double(option.memory.megabytes))
            let row = plot.row(of: figure(option).value)
            let cell = CellArea(column: column, row: row, columns: 1, rows: 1)
            if canvas[column, row].glyph == " " {
                canvas.put("◉", style: .focus, column: column, row: row)
            }
            canvas.restyle(cell) { $0.reversed }
        }
    }

    /// Draws the limit, the cursor and today's setting behind everything else.
    func rules(_ plot: Plot, on canvas: inout Canvas) {
        if let limit { plot.horizontalRule(at: limit, style: .caution, on: &canvas) }
        plot.verticalRule(at: Double(state.cursor.megabytes), style: .focus, on: &canvas)
        if let current = analysis.currentMemory {
            plot.verticalRule(at: Double(current.megabytes), glyph: "╎", style: .muted, on: &canvas)
        }
    }

    private func put(
        _ glyph: Character,
        at option: Tuning.Option,
        style: Style,
        _ plot: Plot,
        on canvas: inout Canvas
    ) {
        plot.mark(
            glyph,
            at: ChartPoint(x: Double(option.memory.megabytes), y: figure(option).value),
            style: style,
            on: &canvas
        )
    }
}

/// The row under the axis: cursor, choice, today's setting, knee, and the Pareto frontier.
struct MarksRow {
    let state: ExplorerState
    let analysis: Analysis

    func draw(_ plot: Plot, row: Int, on canvas: inout Canvas) {
        let columns = frontierColumns(plot)
        for column in columns { canvas.put("━", style: .good, column: column, row: row) }
        let cursor = state.cursor
        var labels: [(value: Double, text: String, style: Style)] = [
            (Double(cursor.megabytes), "▲\(cursor.megabytes)", Style.focus.bold)
        ]
        let choice = analysis.choice.memory
        if choice != cursor {
            labels.append((Double(choice.megabytes), "★\(choice.megabytes)", .choice))
        }
        if let current = analysis.currentMemory, current != cursor {
            labels.append((Double(current.megabytes), "today \(current.megabytes)", .body))
        }
        let line = analysis.lines.first { $0.strategy == state.strategy }
        if let knee = line?.kneeMB, knee.value.isFinite {
            labels.append((knee.value, "knee \(Int(knee.value.rounded()))", .muted))
        }
        plot.labelColumns(labels, row: row, on: &canvas)
        if !columns.isEmpty {
            canvas.write("Pareto ━", style: .good, column: max(0, plot.area.column - 8), row: row)
        }
    }
    /// The columns under the settings that no other beats in both duration and cost.
    private func frontierColumns(_ plot: Plot) -> Set<Int> {
        let best = Set(
            analysis.frontier.filter { $0.strategy == state.strategy }.map(\.memory)
        )
        var columns: Set<Int> = []
        var previous: Int?
        for memory in analysis.settings {
            let isBest = best.contains(memory)
            let column = plot.column(of: Double(memory.megabytes))
            // Neighbours on the frontier join up, however far apart they are drawn.
            if isBest { columns.formUnion((previous ?? column)...max(column, previous ?? column)) }
            previous = isBest ? column : nil
        }
        return columns
    }
}
