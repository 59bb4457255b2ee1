import Estimation
import LambdaPlatform
import Measurement
import TerminalKit
import Tuning

/// The page that compares threading strategies: speed-up over one thread, efficiency, crossover.
struct ThreadsScreen {
    let state: ExplorerState
    let analysis: Analysis
    let options: ViewOptions

    /// The strategy that is looked at: the cursor's, or the first beside one thread.
    private var strategy: ThreadingStrategy? {
        state.threads?.findings.map(\.strategy).first { $0 == state.strategy }
            ?? state.threads?.findings.first?.strategy
    }

    func draw(on canvas: inout Canvas, in area: CellArea) {
        let inner = area.inset(columns: 1, rows: 0)
        guard let comparison = state.threads, let strategy,
            let finding = comparison.findings.first(where: { $0.strategy == strategy })
        else {
            let sentence =
                "One strategy alone was measured. Measure one thread and another to compare "
                + "them: --strategy single,dispatch."
            for (index, line) in Span.wrapped(sentence, columns: inner.columns).enumerated() {
                canvas.write(line, in: inner.line(index + 1))
            }
            return
        }
        let sentences = Span.wrapped(finding.sentence, columns: inner.columns)
        let head = min(sentences.count, max(1, area.rows / 4))
        let tableRows = min(comparison.settings.count + 1, max(3, area.rows / 2))
        let parts = area.rows([.fixed(head + 1), .flexible, .fixed(tableRows)])
        for (index, sentence) in sentences.prefix(head).enumerated() {
            canvas.write(sentence, style: Style.body.bold, in: inner.line(index))
        }
        canvas.write(facts(finding), in: inner.line(head))
        chart(comparison, on: &canvas, in: parts[1])
        ThreadsTable(state: state, analysis: analysis, comparison: comparison, strategy: strategy)
            .table.draw(on: &canvas, in: parts[2])
    }

    private func facts(_ finding: ThreadingComparison.Finding) -> [Span] {
        var spans: [Span] = []
        if let fraction = finding.parallelFraction {
            let percents = [fraction.value, fraction.low, fraction.high]
                .map { NumberText.fixed($0 * 100) }
            spans += [
                Span("parallel part ", .muted), Span("\(percents[0]) %", Style.body.bold),
                Span(" (\(percents[1])–\(percents[2]) %)  ", .muted),
            ]
        }
        if let law = finding.law, let kind = finding.lawKind {
            let peak = law.peakProcessors.map { ", peak at \(NumberText.significant($0)) vCPUs" }
            spans += [
                Span("scaling law ", .muted),
                Span(kind == .amdahl ? "Amdahl" : "universal scalability"),
                Span(peak ?? "", .caution), Span("  "),
            ]
        }
        return spans
    }

    private func chart(
        _ comparison: ThreadingComparison,
        on canvas: inout Canvas,
        in area: CellArea
    ) {
        guard area.rows >= 5 else { return }
        canvas.write(heading(comparison), in: area.line(0))
        let lines = comparison.findings.flatMap { curves(of: $0.strategy) }
        let values: [Double] = (lines + [ceiling]).flatMap { line in line.points.map { $0.y } }
        let plot = Plot(
            area: CellArea(
                column: area.column + MemoryChart.gutter,
                row: area.row + 1,
                columns: area.columns - MemoryChart.gutter - 1,
                rows: area.rows - 2
            ),
            x: MemoryAxis.axis(isLogarithmic: state.isLogarithmic),
            y: Axis(covering: values + [1])
        )
        plot.draw([ceiling] + lines, marks: options.marks, on: &canvas)
        for setting in comparison.settings { points(setting, plot, on: &canvas) }
        plot.horizontalRule(at: 1, style: .muted, on: &canvas)
        plot.verticalRule(at: Double(state.cursor.megabytes), style: .focus, on: &canvas)
        plot.labelRows(gutter: MemoryChart.gutter, on: &canvas)
        MemoryAxis.label(plot, row: area.endRow - 1, on: &canvas)
    }

    private func heading(_ comparison: ThreadingComparison) -> [Span] {
        let legend = comparison.findings.flatMap { finding -> [Span] in
            let series = analysis.series(of: finding.strategy)
            let isSelected = finding.strategy == strategy
            return [
                Span("  \(MemoryChart.mark(series, isProjected: false)) ", .series(series)),
                Span(finding.strategy.rawValue, isSelected ? Style.body.bold : .muted),
            ]
        }
        let isProjected = comparison.settings.contains { setting in
            setting.results.contains { $0.option.isProjected }
        }
        return [Span(" speed-up over single, ×", .title)] + legend
            + [Span("  ⋯ what the vCPU share allows", .muted)]
            + (isProjected ? [Span("  ○ projected", .muted)] : [])
    }

    /// The speed-up of a strategy through every setting.
    private func curves(of strategy: ThreadingStrategy) -> [ChartLine] {
        let line = analysis.lines.first { $0.strategy == strategy }
        let figures = (line?.options ?? []).compactMap { option -> (Tuning.Option, Double)? in
            guard let slow = analysis.option(at: option.memory, .single),
                option.durationMS.value > 0
            else { return nil }
            return (option, slow.durationMS.value / option.durationMS.value)
        }
        return MemoryCurve.lines(figures, series: analysis.series(of: strategy))
    }

    /// The speed-up that the vCPU share allows: every processor in use, against one.
    private var ceiling: ChartLine {
        let points = analysis.settings.map { memory -> ChartPoint in
            let share = analysis.platform.vcpuShare(at: memory)
            let processors = Double(PlatformModel.visibleProcessors(at: memory))
            return ChartPoint(
                x: Double(memory.megabytes),
                y: min(share, processors) / min(share, 1)
            )
        }
        return ChartLine(points, stroke: .dotted, series: analysis.lines.count + 1)
    }

    private func points(
        _ setting: ThreadingComparison.Setting,
        _ plot: Plot,
        on canvas: inout Canvas
    ) {
        for result in setting.results where result.option.strategy != .single {
            let series = analysis.series(of: result.option.strategy)
            plot.mark(
                MemoryChart.mark(series, isProjected: result.option.isProjected),
                at: ChartPoint(x: Double(setting.memory.megabytes), y: result.speedUp.value),
                low: result.speedUp.low,
                high: result.speedUp.high,
                style: .series(series),
                on: &canvas
            )
        }
    }
}
