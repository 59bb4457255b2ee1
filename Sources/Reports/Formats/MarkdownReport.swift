import Estimation
import LambdaPlatform
import Measurement
import Tuning

/// Runs as Markdown: the answer first, then what it rests on.
struct MarkdownReport {
    private let findings: [Findings]

    init(_ findings: [Findings]) {
        self.findings = findings
    }

    /// The whole document.
    var text: String {
        let chapters = findings.map { chapter($0).joined(separator: "\n\n") }
        guard findings.count > 1 else { return chapters.joined() + "\n" }
        let overview = ["# lambda-tuner: \(findings.count) functions", savings]
        return (overview + chapters).joined(separator: "\n\n") + "\n"
    }

    private func chapter(_ findings: Findings) -> [String] {
        let level = self.findings.count > 1 ? "##" : "#"
        let name = findings.record.function.name.escapedForMarkdown
        let answer = "**\(findings.headline.escapedForMarkdown)**"
        return ["\(level) \(name)", answer, reasons(findings)]
            + section("Settings", level, table(findings) + "\n\n" + Self.tableNote)
            + section("Curves", level, chart(findings))
            + section("Threads", level, bullets(findings.threading?.findings.map(\.sentence) ?? []))
            + section("Phases", level, phases(findings))
            + section("Alternatives", level, alternatives(findings))
            + section("Capacity", level, findings.capacity.map(Self.capacity) ?? "")
            + section("Cautions", level, cautions(findings))
            + section("Method", level, Prose.method(findings).escapedForMarkdown)
            + section("Machine", level, Prose.machine(findings).escapedForMarkdown)
            + section("Make it again", level, command(findings))
    }

    private func section(_ title: String, _ level: String, _ body: String) -> [String] {
        body.isEmpty ? [] : ["\(level)# \(title)", body]
    }

    private func bullets(_ sentences: [String]) -> String { Self.list(sentences) }

    private func reasons(_ findings: Findings) -> String {
        bullets(findings.recommendation.reasons)
    }

    private func cautions(_ findings: Findings) -> String {
        bullets(findings.cautions.map(\.message))
    }

    private func chart(_ findings: Findings) -> String {
        Self.block(.duration(of: findings)) + "\n\n"
            + bullets(findings.lines.map { "\($0.strategy.rawValue): \($0.model)" })
    }

    private func command(_ findings: Findings) -> String {
        let words = findings.record.command.map(\.quotedForShell)
        // Four spaces make a code block that no text inside can end.
        return words.isEmpty ? "" : "    " + words.joined(separator: " ")
    }
}

extension MarkdownReport {
    private static let tableNote =
        "Duration is the mean of warm invocations with its 90 % interval; the cost is of a million "
        + "invocations, the request fee included."

    private func table(_ findings: Findings) -> String {
        let rows = SettingsTable(findings)
        return Self.table(rows.header, rows.rows)
    }

    private func phases(_ findings: Findings) -> String {
        let rows = PhasesTable(findings)
        guard !rows.rows.isEmpty else { return "" }
        return [bullets(findings.phaseFindings), Self.table(rows.header, rows.rows)]
            .filter { !$0.isEmpty }
            .joined(separator: "\n\n")
    }

    private func alternatives(_ findings: Findings) -> String {
        let rows = AlternativesTable(findings)
        return rows.rows.isEmpty ? "" : Self.table(rows.header, rows.rows)
    }

    /// The functions in order of what a month costs less.
    private var savings: String {
        let table = SavingsTable(findings)
        return Self.table(table.header, table.rows)
    }

    /// Sentences as a list.
    static func list(_ sentences: [String]) -> String {
        sentences.map { "- " + $0.withGroupedMemory.escapedForMarkdown }.joined(separator: "\n")
    }

    /// A chart as a block in which nothing is interpreted.
    static func block(_ panel: ChartPanel) -> String {
        "```text\n" + TextChart(of: panel).text + "\n```"
    }

    /// Rows as a table.
    static func table(_ header: [String], _ rows: [[String]]) -> String {
        // The first column is text; the others hold figures.
        let rule = ["---"] + Array(repeating: "--:", count: max(0, header.count - 1))
        return
            ([header.map(\.escapedForMarkdown), rule] + rows.map { $0.map(\.escapedForMarkdown) })
            .map { "| " + $0.joined(separator: " | ") + " |" }
            .joined(separator: "\n")
    }
}
