import Capacity
import Estimation
import LambdaPlatform
import TerminalKit
import Tuning

/// The page of a month under traffic: concurrency, cold starts, throttles, the bill.
struct CapacityScreen {
    let state: ExplorerState
    let analysis: Analysis
    let options: ViewOptions

    func draw(on canvas: inout Canvas, in area: CellArea) {
        let inner = area.inset(columns: 1, rows: 0)
        guard let digest = state.capacity, digest.question.runIndex == state.runIndex else {
            canvas.write("Simulating a month of traffic…", style: .title, in: inner.line(0))
            return
        }
        let isShort = area.rows < 14 && digest.refusal == nil
        let head = (isShort ? shortHead(digest) : head(digest))
            .flatMap { Span.wrapped($0, columns: inner.columns) }
        for (index, line) in head.enumerated() {
            let style: Style = index == 0 ? Style.body.bold : .body
            canvas.write(line, style: style, in: inner.line(index))
        }
        guard digest.refusal == nil else { return }
        let rest = area.dropping(rows: head.count + (area.rows >= 16 ? 1 : 0))
        let table = CapacityTable(state: state, analysis: analysis, digest: digest).table
        let notes = (isShort ? [] : notes(digest)).flatMap {
            Span.wrapped($0, columns: inner.columns)
        }
        let tableRows = min(table.rows.count + 1, max(2, rest.rows - min(notes.count, 4)))
        let noteRows = min(notes.count, max(0, rest.rows - tableRows))
        let parts = rest.rows([.fixed(tableRows), .fixed(noteRows), .fixed(1), .flexible])
        table.draw(on: &canvas, in: parts[0])
        for (index, note) in notes.prefix(noteRows).enumerated() {
            canvas.write(note, style: .muted, in: parts[1].inset(columns: 1, rows: 0).line(index))
        }
        CapacityChart(state: state, analysis: analysis, digest: digest, options: options)
            .draw(on: &canvas, in: parts[3])
    }

    /// The head where every row counts.
    private func shortHead(_ digest: CapacityDigest) -> [String] {
        let isOld = digest.question != state.capacityQuestion
        return [
            isOld
                ? "Simulating again…"
                : "\(Wording.count(digest.question.monthlyInvocations)) a month, "
                    + "\(digest.question.strategy)"
        ]
    }

    private func head(_ digest: CapacityDigest) -> [String] {
        if let refusal = digest.refusal { return [refusal] }
        var lines: [String] = []
        if let shown = digest.nearest(to: state.cursor) {
            let currency = digest.question.tariff.prices.currency
            let cost = Wording.money(shown.monthlyCost.value, currency)
            lines.append(
                "\(Wording.memory(shown.setting.memory)), \(digest.question.strategy): "
                    + "concurrency \(NumberText.significant(shown.concurrency.value)) on average, "
                    + "\(shown.peakConcurrency) at most; "
                    + "\(Wording.percent(shown.coldStartShare.value)) cold starts, "
                    + "\(Wording.percent(shown.throttledShare.value)) throttled; \(cost) a month."
            )
        }
        let isOld = digest.question != state.capacityQuestion
        lines.append(isOld ? "Simulating again…" : traffic(of: digest.question))
        return lines
    }

    private func traffic(of question: CapacityQuestion) -> String {
        "\(Wording.count(question.monthlyInvocations)) invocations a month are "
            + "\(NumberText.significant(question.rate)) a second at random, "
            + (question.provisioned > 0
                ? "with \(question.provisioned) environments provisioned."
                : "none provisioned.")
            + " m changes the traffic, e the provisioned environments."
    }

    private func notes(_ digest: CapacityDigest) -> [String] {
        let notes = [
            "Simulated by events: the account's 1,000 concurrent invocations, arrivals at random, "
                + "clients that do not try again. Billed at list prices for a month of 730 h, "
                + "cold starts included."
        ]
        let cautions = digest.forecasts.flatMap(\.cautions)
        return notes
            + cautions.reduce(into: []) { seen, caution in
                if !seen.contains(caution) { seen.append(caution) }
            }
    }
}

extension CapacityDigest {
    /// The setting that was simulated nearest to another.
    func nearest(to memory: MemorySetting) -> SettingForecast? {
        forecasts.min {
            abs($0.setting.memory.megabytes - memory.megabytes)
                < abs($1.setting.memory.megabytes - memory.megabytes)
        }
    }
}

/// The month at every setting, in figures.
struct CapacityTable {
    let state: ExplorerState
    let analysis: Analysis
    let digest: CapacityDigest

    var table: Table {
        let near = digest.nearest(to: state.cursor)?.setting.memory
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
