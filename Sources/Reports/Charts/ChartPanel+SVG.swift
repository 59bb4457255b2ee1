import Estimation
import LambdaPlatform

extension ChartPanel {
    /// The picture's size, in points.
    static let width = 520.0
    static let height = 320.0

    /// The plotting area's left edge, in points: beside it `10,000 ms` fits in the larger type of
    /// narrow screens.
    static let left = 84.0

    /// Draws the chart as an SVG element whose text describes it.
    ///
    /// The `id` is unique on the page; the description is found by it.
    func drawn(id: String) -> Markup {
        let plot = Plot(of: self)
        return .chart(
            id: id,
            title: title,
            summary: summary,
            [plot.heading, plot.axes, plot.chosenSetting]
                + series.indices.map(plot.series)
                + series.indices.map(plot.legend)
        )
    }
}

/// The places of things in a chart.
struct Plot {
    let panel: ChartPanel
    let memory: LogAxis
    let vertical: Vertical

    /// The plotting area's edges, in points.
    let left = ChartPanel.left
    let right = ChartPanel.width - 14
    let top: Double
    let bottom = ChartPanel.height - 44

    /// The vertical axis of either kind.
    enum Vertical {
        case logarithmic(LogAxis)
        case linear(LinearAxis)
    }

    init(of panel: ChartPanel) {
        self.panel = panel
        // Three names fit beside one another above the title.
        let legendRows = (panel.series.count + 2) / 3
        top = 32 + Double(legendRows) * 16
        memory = LogAxis(128...10_240, length: right - left)
        let values = panel.series.flatMap(\.points).map(\.figure)
        let highest = values.map(\.high).filter(\.isFinite).max() ?? 1
        let lowest = values.map(\.low).filter { $0 > 0 }.min() ?? highest / 10
        vertical =
            panel.isLogarithmic && highest > 0
            ? .logarithmic(LogAxis(lowest...max(highest, lowest * 1.1), length: bottom - top))
            : .linear(LinearAxis(holding: highest, length: bottom - top))
    }

    /// The distance of a memory setting from the picture's left edge.
    func x(_ setting: MemorySetting) -> Double {
        left + memory.position(of: Double(setting.megabytes))
    }

    /// The distance of a value from the picture's upper edge.
    func y(_ value: Double) -> Double {
        switch vertical {
        case .logarithmic(let axis): bottom - axis.position(of: value)
        case .linear(let axis): bottom - axis.position(of: value)
        }
    }

    /// The values at which the vertical axis is labelled.
    var ticks: [Double] {
        switch vertical {
        case .logarithmic(let axis): axis.ticks
        case .linear(let axis): axis.ticks
        }
    }
}
