import Estimation
import LambdaPlatform

/// What a chart along memory shows: figures with their intervals, in one or several series.
struct ChartPanel {
    /// What the chart is about, as its title and for those who cannot see it.
    let title: String

    /// The picture in words.
    let summary: String

    /// How a value is written at a tick or a point.
    let label: @Sendable (Double) -> String

    /// Whether the vertical axis is logarithmic; it begins at zero otherwise.
    let isLogarithmic: Bool

    /// The series, each with a name of its own.
    let series: [ChartSeries]

    /// The setting that is chosen, where one is.
    let chosen: MemorySetting?
}

/// One line of a chart.
struct ChartSeries {
    /// The line's name in the legend.
    let name: String

    /// The line's points in order of memory.
    let points: [ChartPoint]
}

/// One point of a chart's line.
struct ChartPoint {
    /// Where the point is.
    let memory: MemorySetting

    /// The figure there.
    let figure: Estimate

    /// How the figure came about, in one word: measured, fitted, projected, simulated.
    let kind: String

    /// Whether the figure has samples of its own, and so a mark.
    let isMarked: Bool

    /// Whether the figure was projected: its mark is hollow and its line dashed.
    let isProjected: Bool
}

extension ChartPanel {
    /// What hovering over a point tells.
    func title(of point: ChartPoint, in series: ChartSeries) -> String {
        "\(Figures.memory(point.memory)), \(series.name), \(point.kind): "
            + "\(label(point.figure.value)) (90 % interval \(label(point.figure.low)) to \(label(point.figure.high)))"
    }

    /// Each series from its first to its last point in words.
    static func inWords(
        _ series: [ChartSeries],
        _ label: (Double) -> String
    ) -> String {
        let lines = series.compactMap { series -> String? in
            guard let first = series.points.first, let last = series.points.last else {
                return nil
            }
            let ends = [first, last].map {
                "\(label($0.figure.value)) at \(Figures.memory($0.memory))"
            }
            return "\(series.name) from \(ends[0]) to \(ends[1])"
        }
        return lines.joined(separator: "; ")
    }
}
