import Capacity
import Estimation
import LambdaPlatform
import TerminalKit
import Tuning

/// The month at every setting, in figures.
struct CapacityTable {
    let analysis: Analysis
    let digest: CapacityDigest

    /// The setting that the keyboard is on, where there is a keyboard.
    var cursor: MemorySetting?

    var table: Table {
        let near = cursor.flatMap { digest.nearest(to: $0)?.setting.memory }
        return Table(
            columns: [
                Table.Column("memory"), Table.Column("month"), Table.Column("concurrency"),
                Table.Column("peak"), Table.Column("cold"), Table.Column("throttled"),
                Table.Column("p95"), Table.Column("p99"), Table.Column("per million"),
            ],
            rows: digest.forecasts.map(cells),
            selected: digest.forecasts.firstIndex { $0.setting.memory == near }
        )
    }

    private func cells(_ forecast: SettingForecast) -> [Span] {
        let memory = forecast.setting.memory
        let question = digest.question
        let currency = question.tariff.prices.currency
        let isChoice =
            memory == analysis.choice.memory && question.strategy == analysis.choice.strategy
        let mark = isChoice ? "★ " : forecast.setting.isProjected ? "○ " : ""
        let p95 = forecast.p95MS?.value
        let limit = analysis.conditions.latencyLimit?.milliseconds ?? .infinity
        let million =
            forecast.requests > 0
            ? forecast.monthlyCost.value / forecast.requests * 1e6 : 0
        return [
            Span(mark + Wording.memory(memory), isChoice ? .choice : .body),
            Span(Wording.money(forecast.monthlyCost.value, currency), Style.body.bold),
            Span(NumberText.significant(forecast.concurrency.value)),
            Span("\(forecast.peakConcurrency)"),
            Span(Wording.percent(forecast.coldStartShare.value)),
            Span(
                Wording.percent(forecast.throttledShare.value),
                forecast.throttledShare.value > 0 ? .caution : .body
            ),
            Span(p95.map(Wording.duration) ?? "–", (p95 ?? 0) > limit ? .caution : .body),
            Span(forecast.p99MS.map { Wording.duration($0.value) } ?? "–"),
            Span(Wording.money(million, currency), .muted),
        ]
    }
}
