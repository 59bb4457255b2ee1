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
        let table = CapacityTable(analysis: analysis, digest: digest, cursor: state.cursor).table
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
        question.sentence + " m changes the traffic, e the provisioned environments."
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

extension CapacityQuestion {
    /// The traffic in a sentence.
    var sentence: String {
        "\(Wording.count(monthlyInvocations)) invocations a month are "
            + "\(NumberText.significant(rate)) a second at random, "
            + (provisioned > 0
                ? "with \(provisioned) environments provisioned." : "none provisioned.")
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
