/// The look of charts, shared by pages and stand-alone images.
enum ChartStyle {
    /// Colors by role, for light and for dark surroundings.
    ///
    /// - Source: series colors after Okabe and Ito, "Color Universal Design" (2008), darkened or
    ///   lightened until they stand out 3:1 from the background.
    static let colors: StaticString = """
        :root{--paper:#fff;--ink:#1b1f24;--muted:#57606a;--rule:#d0d7de;\
        --card:#f6f8fa;--s0:#0072b2;--s1:#c24e00;--s2:#007a5a;--s3:#a3457d;--s4:#7a6000;--s5:#444}\
        @media (prefers-color-scheme:dark){:root{--paper:#14181d;--ink:#e6edf3;--muted:#9aa5b1;\
        --rule:#39424c;--card:#1d232a;--s0:#56b4e9;--s1:#f0954b;--s2:#35c69a;--s3:#e59ac6;\
        --s4:#e6cf3f;--s5:#c0c0c0}}\
        @media print{:root{--paper:#fff;--ink:#000;--muted:#333;--rule:#999;--card:#fff;\
        --s0:#0072b2;--s1:#c24e00;--s2:#007a5a;--s3:#a3457d;--s4:#7a6000;--s5:#444}}
        """

    /// How the parts of a chart are drawn.
    static let charts: StaticString = """
        .chart text{font:12px system-ui,sans-serif;fill:var(--ink)}\
        @media screen and (max-width:520px){.chart text{font-size:14px}}\
        .grid{stroke:var(--rule);stroke-width:.6}.axis{stroke:var(--muted);stroke-width:1}\
        .choice{stroke:var(--ink);stroke-width:1.2;stroke-dasharray:2 3}\
        .curve{fill:none;stroke:var(--c);stroke-width:2;stroke-linejoin:round}\
        .projected{stroke-dasharray:6 4}.band{fill:var(--c);opacity:.18}\
        .mark{fill:var(--c);stroke:var(--paper);stroke-width:1}\
        .hollow{fill:var(--paper);stroke:var(--c);stroke-width:1.6}\
        .part{fill:var(--c);stroke:var(--paper);stroke-width:1}\
        .total{stroke:var(--ink);stroke-width:1.5}.total.chosen{stroke-width:3.5}\
        .spot{fill:transparent;stroke:none}.spot:hover{fill:var(--c);opacity:.35}\
        .series-0{--c:var(--s0)}.series-1{--c:var(--s1)}.series-2{--c:var(--s2)}\
        .series-3{--c:var(--s3)}.series-4{--c:var(--s4)}.series-5{--c:var(--s5)}
        """
}

/// Both charts of a run as one SVG image.
struct StandaloneChart {
    private let findings: Findings

    init(of findings: Findings) {
        self.findings = findings
    }

    /// The image with its own style, one chart below the other.
    var text: String {
        let width = Int(ChartPanel.width)
        let height = Int(ChartPanel.height)
        let panels = [ChartPanel.duration(of: findings), ChartPanel.cost(of: findings)]
        let drawn = panels.enumerated().map { index, panel in
            Markup.element(
                "g",
                ["transform": "translate(0 \(index * height))"],
                [panel.drawn(id: "chart-\(index)")]
            )
        }
        let image = Markup.element(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": "0 0 \(width) \(height * panels.count)",
                "width": "\(width)", "height": "\(height * panels.count)",
            ],
            [
                .element("title", text: "\(findings.functionName): \(findings.headline)"),
                .element(
                    "style",
                    [:],
                    [.verbatim(ChartStyle.colors), .verbatim(ChartStyle.charts)]
                ),
                .element(
                    "rect",
                    ["width": "100%", "height": "100%", "style": "fill:var(--paper)"]
                ),
            ] + drawn
        )
        return image.source + "\n"
    }
}
