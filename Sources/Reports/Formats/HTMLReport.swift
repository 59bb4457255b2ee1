import Measurement
import Tuning

/// Runs as one self-contained HTML page: no scripts, nothing fetched from anywhere.
struct HTMLReport {
    private let findings: [Findings]

    init(_ findings: [Findings]) {
        self.findings = findings
    }

    /// The whole page.
    var text: String {
        let chapters = findings.indices.map { chapter(findings[$0], number: $0) }
        let overview = findings.count > 1 ? [savings] : []
        return HTMLPage(title: title, content: overview + chapters).text
    }

    private var title: String {
        findings.count == 1
            ? "\(findings[0].functionName): lambda-tuner report"
            : "lambda-tuner report on \(findings.count) functions"
    }

    private var savings: Markup {
        let table = SavingsTable(findings)
        let caption = "Functions in order of what a month costs less"
        return HTMLTable(
            caption: caption,
            place: "all",
            header: table.header,
            rows: table.rows,
            targets: table.order.map(Self.chapterID)
        )
        .markup
    }
}

extension HTMLReport {
    /// Where on the page a function's chapter begins.
    private static func chapterID(_ number: Int) -> String { "function-\(number + 1)" }

    private func chapter(_ findings: Findings, number: Int) -> Markup {
        let name = self.findings.count > 1 ? findings.functionName : "Summary"
        let sections = [
            section("Curves", charts(findings, number)),
            section("Settings", table(findings, number)),
            section("Threads", threads(findings, number)),
            section("Phases", phases(findings, number)),
            section("Alternatives", alternatives(findings, number)),
            section("Capacity", capacity(findings, number)),
            section("Cautions", Self.list(findings.cautions.map(\.message))),
            section("Method", [Self.paragraph(Prose.method(findings))]),
            section("Machine", [Self.paragraph(Prose.machine(findings))]),
            section("Make it again", command(findings)),
        ]
        return .element(
            "section",
            ["id": Self.chapterID(number)],
            [
                .element("h2", text: name),
                .element("p", ["class": "headline"], text: findings.headline),
            ] + Self.list(findings.recommendation.reasons) + sections
        )
    }

    private func section(_ title: String, _ content: [Markup]) -> Markup {
        content.isEmpty ? .joined([]) : .joined([.element("h3", text: title)] + content)
    }

    private func charts(_ findings: Findings, _ number: Int) -> [Markup] {
        let panels = [ChartPanel.duration(of: findings), ChartPanel.cost(of: findings)]
        let figures = panels.enumerated().map { index, panel in
            let id = "chart-\(number)-\(index)"
            return Self.figure(panel.drawn(id: id), panel.title, panel.summary)
        }
        let models = findings.lines.map { "\($0.strategy.rawValue): \($0.model)" }
        return [.element("div", ["class": "charts"], figures)] + Self.list(models)
    }

    private func table(_ findings: Findings, _ number: Int) -> [Markup] {
        let settings = SettingsTable(findings)
        let caption =
            "Mean duration of warm invocations with its 90 % interval, and cost of a million "
            + "invocations with the request fee"
        return [table(caption, number, settings.header, settings.rows)]
    }

    private func threads(_ findings: Findings, _ number: Int) -> [Markup] {
        guard let threading = findings.threading else { return [] }
        let threads = ThreadsTable(threading)
        let caption = "Threading strategies against one thread"
        return Self.list(threading.findings.map(\.sentence))
            + [table(caption, number, threads.header, threads.rows)]
    }

    private func phases(_ findings: Findings, _ number: Int) -> [Markup] {
        let table = PhasesTable(findings)
        guard !table.rows.isEmpty else { return [] }
        let charts = findings.lines.indices.compactMap { index -> Markup? in
            let strategy = findings.lines[index].strategy
            guard let chart = ColumnChart.phases(of: strategy, in: findings) else { return nil }
            let drawn = chart.drawn(id: "phases-\(number)-\(index)")
            return Self.figure(drawn, chart.title, chart.summary)
        }
        let caption = "Medians of traced invocations; what was not waited for is compute"
        return Self.list(findings.phaseFindings) + [
            .element("div", ["class": "charts"], charts),
            self.table(caption, number, table.header, table.rows),
        ]
    }

    private func alternatives(_ findings: Findings, _ number: Int) -> [Markup] {
        let options = AlternativesTable(findings)
        guard !options.rows.isEmpty else { return [] }
        let caption = "What else could be chosen"
        return [table(caption, number, options.header, options.rows)]
    }

    /// A table whose region has a name unique on the page.
    private func table(
        _ caption: String,
        _ number: Int,
        _ header: [String],
        _ rows: [[String]]
    ) -> Markup {
        let place = "\(number + 1), \(findings[number].functionName)"
        return HTMLTable(caption: caption, place: place, header: header, rows: rows).markup
    }

    private func capacity(_ findings: Findings, _ number: Int) -> [Markup] {
        guard let capacity = findings.capacity else { return [] }
        let place = "\(number + 1), \(findings.functionName)"
        return Self.capacity(capacity, id: "capacity-\(number)", place: place)
    }

    private func command(_ findings: Findings) -> [Markup] {
        let words = findings.record.command.map(\.quotedForShell)
        guard !words.isEmpty else { return [] }
        return [.element("pre", ["tabindex": "0"], text: words.joined(separator: " "))]
    }
}
