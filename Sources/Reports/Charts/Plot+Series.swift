import Estimation
import LambdaPlatform

extension Plot {
    /// One series: its interval as a band, its curve, its points.
    ///
    /// The curve is dashed where it is projected, and projected points are hollow.
    func series(_ index: Int) -> Markup {
        let points = panel.series[index].points
        return .element(
            "g",
            ["class": "series-\(index % 6)"],
            [band(points)] + stretches(of: points).map(curve) + points.map { point($0, index) }
        )
    }

    private func band(_ points: [ChartPoint]) -> Markup {
        let upper = points.map { place($0, $0.figure.high) }
        let lower = points.reversed().map { place($0, $0.figure.low) }
        return .element(
            "polygon",
            ["class": "band", "points": (upper + lower).joined(separator: " ")]
        )
    }

    private func place(_ point: ChartPoint, _ value: Double) -> String {
        "\(Markup.coordinate(x(point.memory))),\(Markup.coordinate(y(value)))"
    }

    /// Cuts a curve where it turns from measured to projected; neighbours share their end.
    private func stretches(of points: [ChartPoint]) -> [[ChartPoint]] {
        var stretches: [[ChartPoint]] = []
        for point in points {
            if let last = stretches.last?.last, last.isProjected == point.isProjected {
                stretches[stretches.count - 1].append(point)
            } else if let last = stretches.last?.last {
                stretches.append([last, point])
            } else {
                stretches.append([point])
            }
        }
        return stretches
    }

    private func curve(_ points: [ChartPoint]) -> Markup {
        let isProjected = points.last?.isProjected ?? false
        return .element(
            "polyline",
            [
                "class": isProjected ? "curve projected" : "curve",
                "points": points.map { place($0, $0.figure.value) }.joined(separator: " "),
            ]
        )
    }

    /// A mark where something was measured, and everywhere a spot that tells its figures.
    private func point(_ point: ChartPoint, _ index: Int) -> Markup {
        let centre = (x(point.memory), y(point.figure.value))
        let words = panel.title(of: point, in: panel.series[index])
        let spot = Markup.element(
            "circle",
            [
                "class": "spot", "cx": Markup.coordinate(centre.0),
                "cy": Markup.coordinate(centre.1), "r": "7",
            ],
            [.element("title", text: words)]
        )
        guard point.isMarked else { return spot }
        return .joined([mark(index, at: centre, isHollow: point.isProjected), spot])
    }

    /// A mark of the series' own shape, so that it is known without its color.
    private func mark(_ index: Int, at centre: (Double, Double), isHollow: Bool) -> Markup {
        let style = isHollow ? "mark hollow" : "mark"
        let (x, y) = centre
        guard let corners = Self.corners(of: index) else {
            return .element(
                "circle",
                ["class": style, "cx": Markup.coordinate(x), "cy": Markup.coordinate(y), "r": "4"]
            )
        }
        let points = corners.map { "\(Markup.coordinate(x + $0.0)),\(Markup.coordinate(y + $0.1))" }
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

    /// The series' mark and name above the plot.
    func legend(_ index: Int) -> Markup {
        let column = left + Double(index % 3) * 145 + 6
        let row = 14 + Double(index / 3) * 16
        let name = String(panel.series[index].name.prefix(18))
        return .joined([
            .element(
                "g",
                ["class": "series-\(index % 6)"],
                [mark(index, at: (column, row - 4), isHollow: false)]
            ),
            .label(name, at: (column + 10, row)),
        ])
    }
}
