/// A self-contained page: its head, its look, and what it holds.
struct HTMLPage {
    /// What the page is about.
    let title: String

    /// What stands below the title.
    let content: [Markup]

    /// The whole page.
    var text: String {
        let heading = Markup.element("h1", text: title)
        let body = Markup.element("body", [:], [.element("main", [:], [heading] + content)])
        return "<!DOCTYPE html>\n"
            + Markup.element("html", ["lang": "en"], [head, body]).source + "\n"
    }

    private var head: Markup {
        .element(
            "head",
            [:],
            [
                .element("meta", ["charset": "utf-8"]),
                .element(
                    "meta",
                    ["name": "viewport", "content": "width=device-width, initial-scale=1"]
                ),
                .element("meta", ["name": "color-scheme", "content": "light dark"]),
                // Even if markup got in, nothing could be run or fetched.
                .element(
                    "meta",
                    [
                        "http-equiv": "Content-Security-Policy",
                        "content": "default-src 'none'; style-src 'unsafe-inline'",
                    ]
                ),
                .element("title", text: title),
                .element(
                    "style",
                    [:],
                    [
                        .verbatim(ChartStyle.colors), .verbatim(ChartStyle.charts),
                        .verbatim(HTMLReport.style),
                    ]
                ),
            ]
        )
    }
}

extension HTMLReport {
    /// One paragraph.
    static func paragraph(_ text: String) -> Markup {
        .element("p", text: text)
    }

    /// Sentences as a list; nothing where there are none.
    static func list(_ sentences: [String]) -> [Markup] {
        guard !sentences.isEmpty else { return [] }
        let items = sentences.map { Markup.element("li", text: $0.withGroupedMemory) }
        return [.element("ul", [:], items)]
    }

    /// A chart with its title and what it shows in words below.
    static func figure(_ chart: Markup, _ title: String, _ summary: String) -> Markup {
        .element("figure", [:], [chart, .element("figcaption", text: "\(title): \(summary)")])
    }
}
