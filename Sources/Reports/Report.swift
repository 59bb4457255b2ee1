package import Tuning

/// A run's results, written for people and for programs.
package enum Report {
    /// What a report can be written as.
    package enum Format: String, CaseIterable, Sendable {
        case markdown, html, csv, json, svg
    }

    /// Writes one report about each run, or about all of them where the format can hold several.
    ///
    /// - Shape: Markdown and HTML hold any number of functions with a table that ranks the savings;
    ///   CSV puts them below one another; JSON is an object for one and an array for several; SVG
    ///   shows the first.
    /// - Throws: what the encoder throws, for figures that are no numbers.
    package static func text(_ findings: [Findings], as format: Format) throws -> String {
        switch format {
        case .markdown: MarkdownReport(findings).text
        case .html: HTMLReport(findings).text
        case .csv: CSVReport(findings).text
        case .json: try JSONReport.text(findings)
        case .svg: findings.first.map { StandaloneChart(of: $0).text } ?? ""
        }
    }

    /// Writes a forecast by itself; nil in the formats that hold curves alone.
    ///
    /// - Throws: what the encoder throws, for figures that are no numbers.
    package static func text(
        of capacity: CapacityFindings,
        as format: Format
    ) throws -> String? {
        switch format {
        case .markdown: MarkdownReport.text(of: capacity)
        case .html: HTMLReport.text(of: capacity)
        case .json: try JSONReport.text(capacity)
        case .csv, .svg: nil
        }
    }

    /// A forecast as text for a terminal or a log.
    package static func plainText(of capacity: CapacityFindings) -> String {
        CapacityText(capacity).text
    }

    /// The report of one run as Markdown.
    package static func markdown(of run: TunedRun, under conditions: Conditions) -> String {
        MarkdownReport([Findings(of: run, under: conditions)]).text
    }

    /// The report of one run as a self-contained HTML page.
    package static func html(of run: TunedRun, under conditions: Conditions) -> String {
        HTMLReport([Findings(of: run, under: conditions)]).text
    }

    /// The recommendation and the curves of one run as JSON.
    ///
    /// - Throws: what the encoder throws, for figures that are no numbers.
    package static func json(of run: TunedRun, under conditions: Conditions) throws -> String {
        try JSONReport.text([Findings(of: run, under: conditions)])
    }

    /// The curves of one run as CSV.
    package static func csv(of run: TunedRun, under conditions: Conditions) -> String {
        CSVReport([Findings(of: run, under: conditions)]).text
    }

    /// The duration and cost charts of one run as an SVG image.
    package static func svg(of run: TunedRun, under conditions: Conditions) -> String {
        StandaloneChart(of: Findings(of: run, under: conditions)).text
    }
}
