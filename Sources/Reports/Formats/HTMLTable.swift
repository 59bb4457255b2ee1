/// A table with a caption and headers that a screen reader can follow.
struct HTMLTable {
    /// What the table shows.
    let caption: String

    /// Which of the page's tables of this kind it is, for those who go from table to table.
    let place: String

    /// The columns' names.
    let header: [String]

    /// The rows; the first cell names the row.
    let rows: [[String]]

    /// The parts of the page that the rows' names lead to, where they lead anywhere.
    var targets: [String] = []

    /// The table, in a box that scrolls sideways where the screen is narrow.
    var markup: Markup {
        let titles = header.map { Markup.element("th", ["scope": "col"], text: $0) }
        return .element(
            "div",
            [
                "class": "wide", "role": "region", "aria-label": "\(caption) (\(place))",
                "tabindex": "0",
            ],
            [
                .element(
                    "table",
                    [:],
                    [
                        .element("caption", [:], [.element("span", text: caption)]),
                        .element("thead", [:], [.element("tr", [:], titles)]),
                        .element("tbody", [:], rows.indices.map(row)),
                    ]
                )
            ]
        )
    }

    private func row(_ index: Int) -> Markup {
        let cells = rows[index]
        let name = Markup.element("th", ["scope": "row"], [self.name(of: index)])
        let figures = cells.dropFirst().map { Markup.element("td", text: $0) }
        let isChosen = cells.last?.contains("chosen") ?? false
        return .element("tr", ["class": isChosen ? "chosen" : "plain"], [name] + figures)
    }

    private func name(of row: Int) -> Markup {
        let name = rows[row].first ?? ""
        guard targets.indices.contains(row) else { return .text(name) }
        return .element("a", ["href": "#\(targets[row])"], text: name)
    }
}

extension HTMLReport {
    /// The page's look: one column of text, charts side by side where there is room.
    static let style: StaticString = """
        *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);\
        font:16px/1.5 system-ui,-apple-system,sans-serif}\
        main{max-width:1180px;margin:0 auto;padding:1rem}\
        h1{font-size:1.5rem;line-height:1.25;overflow-wrap:anywhere}h2{font-size:1.25rem;\
        border-top:1px solid var(--rule);padding-top:1rem;overflow-wrap:anywhere}\
        h3{font-size:1.05rem;margin-bottom:.3rem}p,li{max-width:75ch;overflow-wrap:anywhere}\
        .headline{font-size:1.2rem;font-weight:600}\
        .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,440px),1fr));\
        gap:1rem}figure{margin:0}.chart{width:100%;height:auto}\
        figcaption{color:var(--muted);font-size:.85rem}\
        .wide{overflow-x:auto;margin:.5rem 0}table{border-collapse:collapse;min-width:100%;\
        font-variant-numeric:tabular-nums;font-size:.92rem}\
        caption{text-align:left;color:var(--muted);font-size:.85rem;padding:.2rem 0}\
        caption span{display:inline-block;max-width:calc(100vw - 2.2rem)}\
        th,td{padding:.3rem .6rem;border-bottom:1px solid var(--rule);text-align:right;\
        white-space:nowrap}th:first-child{text-align:left;white-space:normal;\
        overflow-wrap:anywhere;min-width:7.5rem}tbody th{font-weight:400}\
        .chosen>*{font-weight:700;background:var(--card)}\
        pre{background:var(--card);border:1px solid var(--rule);padding:.7rem;overflow-x:auto}\
        a{color:var(--s0)}:focus-visible{outline:2px solid var(--s0)}\
        @media print{body{font-size:11pt}main{max-width:none;padding:0}\
        figure,table,pre{break-inside:avoid}.wide{overflow:visible}}
        """
}
