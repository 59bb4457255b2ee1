import Capacity
import Estimation
import LambdaPlatform
import TerminalKit
import Tuning

/// The page of a month under traffic: concurrency, cold starts, throttles, the bill.
struct CapacityScreen {
    let state: ExplorerState
    let analysis: Analysis
    let digest: CapacityDigest

    func draw(on canvas: inout Canvas, in area: CellArea) {
        let inner = area.inset(columns: 1, rows: 0)
        let head = self.head.flatMap { Span.wrapped($0, columns: inner.columns) }
        for (index, line) in head.enumerated() {
            let style: Style = index == 0 ? Style.body.bold : .body
            canvas.write(line, style: style, in: inner.line(index))
        }
        guard digest.refusal == nil else { return }
        let rest = area.dropping(rows: head.count + 1)
        let notes = self.notes.flatMap { Span.wrapped($0, columns: inner.columns) }
        let parts = rest.rows([.flexible, .fixed(min(notes.count, max(1, rest.rows / 3)))])
        table.draw(on: &canvas, in: parts[0])
        for (index, note) in notes.enumerated() {
            canvas.write(note, style: .muted, in: parts[1].inset(columns: 1, rows: 0).line(index))
        }
    }

    private var head: [String] {
        if let refusal = digest.refusal { return [refusal] }
        let conditions = analysis.conditions
        var lines: [String] = []
        if let shown = digest.forecasts.first(where: { $0.setting.memory == state.cursor })
            ?? nearest
        {
            let cost = Wording.money(shown.monthlyCost.value, analysis.currency)
            lines.append(
                "\(Wording.memory(shown.setting.memory)), \(digest.strategy): "
                    + "\(NumberText.significant(shown.concurrency.value)) at once on average, "
                    + "\(shown.peakConcurrency) at most; \(percent(shown.coldStartShare.value)) cold "
                    + "starts, \(percent(shown.throttledShare.value)) throttled, \(cost) a month."
            )
        }
        let provisioned = state.whatIf.provisionedConcurrency
        lines.append(
            "\(Wording.count(conditions.monthlyInvocations)) invocations a month are "
                + "\(NumberText.significant(digest.rate)) a second at random"
                + (provisioned > 0 ? ", with \(provisioned) environments provisioned." : ".")
                + " m changes the traffic, e the provisioned environments."
        )
        return lines
    }

    private var nearest: SettingForecast? {
        digest.forecasts.min {
            abs($0.setting.memory.megabytes - state.cursor.megabytes)
                < abs($1.setting.memory.megabytes - state.cursor.megabytes)
        }
    }

    private var notes: [String] {
        var notes = [
            "Simulated by events: on-demand environments, the account's 1,000 concurrent invocations, "
                + "arrivals at random, clients that do not try again. Billed at list prices for a "
                + "month of 730 h, cold starts included."
        ]
        notes += Set(digest.forecasts.flatMap(\.cautions)).sorted()
        return notes
    }

    private func percent(_ share: Double) -> String {
        let value = share * 100
        return (value == 0 ? "0" : NumberText.significant(value, digits: 2)) + " %"
    }

    private var table: Table {
        let forecasts = digest.forecasts
        return Table(
            columns: [
                Table.Column("memory"), Table.Column("month"), Table.Column("at once"),
                Table.Column("most"), Table.Column("cold"), Table.Column("throttled"),
                Table.Column("p95"), Table.Column("p99"), Table.Column("per million"),
            ],
            rows: forecasts.map(cells),
            selected: nearest.flatMap { near in
                forecasts.firstIndex { $0.setting.memory == near.setting.memory }
            }
        )
    }

    private func cells(_ forecast: SettingForecast) -> [Span] {
        let memory = forecast.setting.memory
        let isChoice =
            memory == analysis.choice.memory && digest.strategy == analysis.choice.strategy
        let p95 = forecast.p95MS?.value
        let limit = analysis.conditions.latencyLimit?.milliseconds ?? .infinity
        let million =
            forecast.requests > 0
            ? forecast.monthlyCost.value / forecast.requests * 1e6 : 0
        return [
            Span((isChoice ? "★ " : "") + Wording.memory(memory), isChoice ? .choice : .body),
            Span(Wording.money(forecast.monthlyCost.value, analysis.currency), Style.body.bold),
            Span(NumberText.significant(forecast.concurrency.value)),
            Span("\(forecast.peakConcurrency)"),
            Span(percent(forecast.coldStartShare.value)),
            Span(
                percent(forecast.throttledShare.value),
                forecast.throttledShare.value > 0 ? .caution : .body
            ),
            Span(p95.map(Wording.duration) ?? "–", (p95 ?? 0) > limit ? .caution : .body),
            Span(forecast.p99MS.map { Wording.duration($0.value) } ?? "–"),
            Span(Wording.money(million, analysis.currency), .muted),
        ]
    }
}
