extension MarkdownReport {
    /// A forecast as a document of its own.
    static func text(of capacity: CapacityFindings) -> String {
        "# \(capacity.function.escapedForMarkdown): a month of traffic\n\n"
            + Self.capacity(capacity) + "\n"
    }

    /// A forecast as the body of a section.
    static func capacity(_ capacity: CapacityFindings) -> String {
        let settings = CapacityTable(capacity)
        let bills = BillTable(capacity)
        let neighbours = NeighboursTable(capacity)
        let others =
            neighbours.rows.isEmpty
            ? [] : ["The account's other functions:", table(neighbours.header, neighbours.rows)]
        return
            ([
                "**\(capacity.headline.escapedForMarkdown)**",
                capacity.situation.escapedForMarkdown,
                table(settings.header, settings.rows),
                "The month's bill by item:",
                table(bills.header, bills.rows),
            ] + others + [
                block(.latency(of: capacity)),
                block(.monthlyCost(of: capacity)),
                list(capacity.notes),
            ])
            .joined(separator: "\n\n")
    }
}
