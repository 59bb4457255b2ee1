import Estimation
import LambdaPlatform
import Measurement
import TerminalKit
import Tuning

/// One strategy beside one thread at every measured setting, in figures.
struct ThreadsTable {
    let state: ExplorerState
    let analysis: Analysis
    let comparison: ThreadingComparison
    let strategy: ThreadingStrategy

    var table: Table {
        let nearest = comparison.settings.min {
            abs($0.memory.megabytes - state.cursor.megabytes)
                < abs($1.memory.megabytes - state.cursor.megabytes)
        }
        return Table(
            columns: [
                Table.Column("memory"), Table.Column("vCPU"), Table.Column("single"),
                Table.Column(strategy.rawValue), Table.Column("speed-up"),
                Table.Column("90 % within"), Table.Column("cost"), Table.Column("efficiency"),
                Table.Column("throttled"), Table.Column("p95 ÷ p50"),
            ],
            rows: comparison.settings.map(cells),
            selected: comparison.settings.firstIndex { $0.memory == nearest?.memory }
        )
    }

    private func cells(_ setting: ThreadingComparison.Setting) -> [Span] {
        let single = setting.results.first { $0.option.strategy == .single }
        let own = setting.results.first { $0.option.strategy == strategy }
        let share = NumberText.fixed(setting.vcpuShare, decimals: 2)
        guard let single, let own else { return [Span(Wording.memory(setting.memory))] }
        let ratio = own.speedUp
        let isSure = ratio.low > 1 || ratio.high < 1
        let limits = [ratio.low, ratio.high].map { NumberText.fixed($0, decimals: 2) }
        return [
            Span((own.option.isProjected ? "○ " : "") + Wording.memory(setting.memory)),
            Span(share, .muted),
            Span(Wording.duration(single.option.durationMS.value)),
            Span(Wording.duration(own.option.durationMS.value)),
            Span(
                NumberText.fixed(ratio.value, decimals: 2) + "×" + (isSure ? "" : " ?"),
                ratio.low > 1 ? .good : ratio.high < 1 ? .caution : .muted
            ),
            Span(limits.joined(separator: "–"), .muted),
            Span(
                NumberText.percentChange(
                    from: single.option.costPerMillion.value,
                    to: own.option.costPerMillion.value
                )
            ),
            Span(NumberText.fixed(own.efficiency * 100) + " %"),
            Span(own.throttledMS.map(Wording.duration) ?? "–", .muted),
            Span(own.tailRatio.map { NumberText.fixed($0, decimals: 2) } ?? "–", .muted),
        ]
    }
}
