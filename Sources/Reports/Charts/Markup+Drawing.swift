/// A place in a picture, in points from its upper left corner.
typealias Place = (x: Double, y: Double)

/// Which part of a label lies at its place.
enum LabelAnchor: String {
    case start, middle, end
}

extension Markup {
    /// A chart as an SVG element whose text describes it.
    ///
    /// The `id` is unique on the page; the description is found by it.
    static func chart(
        id: String,
        title: String,
        summary: String,
        _ content: [Markup]
    ) -> Markup {
        .element(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "class": "chart", "role": "img",
                "viewBox": "0 0 \(Int(ChartPanel.width)) \(Int(ChartPanel.height))",
                "width": "\(Int(ChartPanel.width))", "height": "\(Int(ChartPanel.height))",
                "aria-labelledby": "\(id)-title \(id)-summary",
            ],
            [
                .element("title", ["id": "\(id)-title"], text: title),
                .element("desc", ["id": "\(id)-summary"], text: summary),
            ] + content
        )
    }

    /// A straight line.
    static func line(from start: Place, to end: Place, class style: String) -> Markup {
        .element(
            "line",
            [
                "class": style, "x1": coordinate(start.x), "y1": coordinate(start.y),
                "x2": coordinate(end.x), "y2": coordinate(end.y),
            ]
        )
    }

    /// Words at a place.
    static func label(_ words: String, at place: Place, anchor: LabelAnchor = .start) -> Markup {
        .element(
            "text",
            ["x": coordinate(place.x), "y": coordinate(place.y), "text-anchor": anchor.rawValue],
            text: words
        )
    }

    /// A coordinate to a tenth of a point.
    static func coordinate(_ value: Double) -> String {
        "\((value * 10).rounded() / 10)"
    }
}
