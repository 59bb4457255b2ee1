import Measurement

extension HTMLReport {
    /// A forecast as a page of its own.
    static func text(of capacity: CapacityFindings) -> String {
        let name = capacity.function.printable
        return HTMLPage(
            title: "\(name): a month of traffic",
            content: Self.capacity(capacity, id: "capacity", place: name)
        ).text
    }

    /// A forecast as the body of a section.
    ///
    /// `id` and `place` are unique on the page: charts and tables are found by them.
    static func capacity(_ capacity: CapacityFindings, id: String, place: String) -> [Markup] {
        let bill = ColumnChart.bill(of: capacity)
        let panels: [ChartPanel] = [
            .latency(of: capacity), .concurrency(of: capacity), .shares(of: capacity),
        ]
        let charts =
            panels.enumerated().map { index, panel in
                figure(panel.drawn(id: "\(id)-\(index)"), panel.title, panel.summary)
            } + [figure(bill.drawn(id: "\(id)-bill"), bill.title, bill.summary)]
        return [
            .element("p", ["class": "headline"], text: capacity.headline),
            paragraph(capacity.situation),
            .element("div", ["class": "charts"], charts),
        ] + tables(of: capacity, place) + list(capacity.notes)
    }

    private static func tables(of capacity: CapacityFindings, _ place: String) -> [Markup] {
        let settings = CapacityTable(capacity)
        let bills = BillTable(capacity)
        let neighbours = NeighboursTable(capacity)
        return [
            ("A month of traffic at each setting", settings.header, settings.rows),
            ("The month's bill by item", bills.header, bills.rows),
            ("The account's other functions", neighbours.header, neighbours.rows),
        ]
        .filter { !$0.2.isEmpty }
        .map { HTMLTable(caption: $0.0, place: place, header: $0.1, rows: $0.2).markup }
    }
}
