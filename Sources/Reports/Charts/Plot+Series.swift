import Estimation
import Measurement
import Tuning

extension Plot {
    /// One strategy: its interval as a band, its curve, its points.
    ///
    /// The curve is dashed where it is projected, and projected points are hollow.
    func series(_ index: Int) -> Markup {
        let options = panel.lines[index].options
        return .element(
            "g",
            ["class": "series-\(index % 6)"],
            [band(options)] + stretches(of: options).map(curve) + options.map { point($0, index) }
        )
    }

    private func band(_ options: [Option]) -> Markup {
        let upper = options.map { place($0, panel.figure($0).high) }
        let lower = options.reversed().map { place($0, panel.figure($0).low) }
        return .element(
            "polygon",
            ["class": "band", "points": (upper + lower).joined(separator: " ")]
        )
    }

    private func place(_ option: Option, _ value: Double) -> String {
        "\(Self.place(x(option.memory))),\(Self.place(y(value)))"
    }

    /// Cuts a curve where it turns from measured to projected; neighbours share their end.
    private func stretches(of options: [Option]) -> [[Option]] {
        var stretches: [[Option]] = []
        for option in options {
            if let last = stretches.last?.last, last.isProjected == option.isProjected {
                stretches[stretches.count - 1].append(option)
            } else if let last = stretches.last?.last {
                stretches.append([last, option])
            } else {
                stretches.append([option])
            }
        }
        return stretches
    }

    private func curve(_ options: [Option]) -> Markup {
        let isProjected = options.last?.isProjected ?? false
        let points = options.map { place($0, panel.figure($0).value) }
        return .element(
            "polyline",
            [
                "class": isProjected ? "curve projected" : "curve",
                "points": points.joined(separator: " "),
            ]
        )
    }

    /// A mark where something was measured, and everywhere a spot that tells its figures.
    private func point(_ option: Option, _ index: Int) -> Markup {
        let centre = (x(option.memory), y(panel.figure(option).value))
        let title = Markup.element("title", text: panel.title(of: option))
        let spot = Markup.element(
            "circle",
            ["class": "spot", "cx": Self.place(centre.0), "cy": Self.place(centre.1), "r": "7"],
            [title]
        )
        guard panel.lines[index].hasSamples(at: option.memory) else { return spot }
        return .joined([mark(index, at: centre, isHollow: option.isProjected), spot])
    }

    /// A mark of the strategy's own shape, so that it is known without its color.
    private func mark(_ index: Int, at centre: (Double, Double), isHollow: Bool) -> Markup {
        let style = isHollow ? "mark hollow" : "mark"
        let (x, y) = centre
        guard let corners = Self.corners(of: index) else {
            return .element(
                "circle",
                ["class": style, "cx": Self.place(x), "cy": Self.place(y), "r": "4"]
            )
        }
        let points = corners.map { "\(Self.place(x + $0.0)),\(Self.place(y + $0.1))" }
        return .element("polygon", ["class": style, "points": points.joined(separator: " ")])
    }

    private static func corners(of index: Int) -> [(Double, Double)]? {
        switch index % 4 {
        case 1: [(-4, -4), (4, -4), (4, 4), (-4, 4)]
        case 2: [(0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)]
        case 3: [(0, -5), (5, 4), (-5, 4)]
        default: nil
        }
    }

    /// The strategy's mark and name above the plot.
    func legend(_ index: Int) -> Markup {
        let column = left + Double(index % 3) * 145 + 6
        let row = 14 + Double(index / 3) * 16
        let name = String(panel.lines[index].strategy.rawValue.printable.prefix(18))
        return .joined([
            .element(
                "g",
                ["class": "series-\(index % 6)"],
                [mark(index, at: (column, row - 4), isHollow: false)]
            ),
            text(name, x: column + 10, y: row, anchor: "start"),
        ])
    }
}
