import Capacity
import LambdaPlatform

/// The monthly bill of each setting as a column, one stack of its items.
///
/// - Shape: what a Savings Plan takes off cannot be stacked; a line across the column shows what
///   is paid in the end.
struct BillChart {
    private let findings: CapacityFindings
    private let items: [BillItem]
    private let scale: LinearAxis
    private let left = 72.0
    private let right = ChartPanel.width - 14
    private let top: Double
    private let bottom = ChartPanel.height - 44

    /// What the chart is about.
    let title = "Monthly bill by item"

    init(of findings: CapacityFindings) {
        self.findings = findings
        items = findings.billedItems.filter { $0 != .savingsPlan }
        top = 32 + Double((items.count + 2) / 3) * 16
        let stacked = findings.billedItems.filter { $0 != .savingsPlan }
        let highest = findings.forecast.settings.map { forecast in
            stacked.reduce(0) { $0 + forecast.bill[$1].units }
        }
        scale = LinearAxis(holding: highest.max() ?? 0, length: bottom - top)
    }

    /// The picture in words.
    var summary: String {
        let totals = findings.forecast.settings.map {
            "\(findings.money($0.bill.total.units)) at \($0.setting.memory)"
        }
        return totals.joined(separator: ", ") + "."
    }

    /// Draws the chart as an SVG element whose text describes it.
    func drawn(id: String) -> Markup {
        .chart(
            id: id,
            title: title,
            summary: summary,
            [.label(title, at: (left, top - 8)), axes]
                + findings.forecast.settings.indices.map(column)
                + items.indices.map(legend)
        )
    }

    private var axes: Markup {
        let lines = scale.ticks.map { tick in
            let y = bottom - scale.position(of: tick)
            return Markup.joined([
                .line(from: (left, y), to: (right, y), class: "grid"),
                .label(findings.money(tick), at: (left - 6, y + 4), anchor: .end),
            ])
        }
        return .joined(
            lines + [
                .line(from: (left, bottom), to: (right, bottom), class: "axis"),
                .label("memory, MB", at: ((left + right) / 2, bottom + 36), anchor: .middle),
            ]
        )
    }

    private func column(_ index: Int) -> Markup {
        let forecast = findings.forecast.settings[index]
        let slot = (right - left) / Double(findings.forecast.settings.count)
        let middle = left + (Double(index) + 0.5) * slot
        let width = min(48, slot * 0.7)
        var base = 0.0
        let parts = items.indices.compactMap { item -> Markup? in
            let amount = forecast.bill[items[item]].units
            guard amount > 0 else { return nil }
            defer { base += amount }
            return part(item, forecast, from: base, amount, x: middle - width / 2, width: width)
        }
        let paid = bottom - scale.position(of: forecast.bill.total.units)
        let isChosen = index == findings.forecast.choice
        return .joined(
            parts + [
                .line(
                    from: (middle - width / 2 - 3, paid),
                    to: (middle + width / 2 + 3, paid),
                    class: isChosen ? "paid chosen" : "paid"
                ),
                .label(
                    Figures.grouped(forecast.setting.memory.megabytes),
                    at: (middle, bottom + (slot < 40 && index % 2 == 1 ? 27 : 15)),
                    anchor: .middle
                ),
            ]
        )
    }

    private func part(
        _ item: Int,
        _ forecast: SettingForecast,
        from base: Double,
        _ amount: Double,
        x: Double,
        width: Double
    ) -> Markup {
        let upper = bottom - scale.position(of: base + amount)
        let lower = bottom - scale.position(of: base)
        let words = "\(forecast.setting.memory), \(items[item].label): \(findings.money(amount))"
        return .element(
            "rect",
            [
                "class": "part series-\(item % 6)", "x": Markup.coordinate(x),
                "y": Markup.coordinate(upper), "width": Markup.coordinate(width),
                "height": Markup.coordinate(lower - upper),
            ],
            [.element("title", text: words)]
        )
    }

    private func legend(_ item: Int) -> Markup {
        let column = left + Double(item % 3) * 145
        let row = 14 + Double(item / 3) * 16
        return .joined([
            .element(
                "rect",
                [
                    "class": "part series-\(item % 6)", "x": Markup.coordinate(column),
                    "y": Markup.coordinate(row - 9), "width": "9", "height": "9",
                ]
            ),
            .label(items[item].label, at: (column + 14, row)),
        ])
    }
}
