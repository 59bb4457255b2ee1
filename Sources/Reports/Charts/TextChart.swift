import Estimation
import LambdaPlatform

/// The marked points of a chart as rows of text, for reports without pictures.
///
///     128 MB  ┤                                          ●  2,004 ms
///     512 MB  ┤                        ●                    501 ms
///
/// - Shape: the axis is the chart's: logarithmic from the least to the most, or linear from zero.
struct TextChart {
    private let panel: ChartPanel
    private let width = 40

    /// Takes the chart to write.
    init(of panel: ChartPanel) {
        self.panel = panel
    }

    /// The axis of the figures, of either kind.
    private enum Scale {
        case logarithmic(LogAxis)
        case linear(LinearAxis)

        func position(of value: Double) -> Double {
            switch self {
            case .logarithmic(let axis): axis.position(of: value)
            case .linear(let axis): axis.position(of: value)
            }
        }
    }

    /// Every series with what the marks mean; empty where nothing is marked.
    var text: String {
        let marked = panel.series.map { $0.points.filter(\.isMarked) }
        let values = marked.joined().map(\.figure.value).filter { $0 > 0 }
        guard let least = values.min(), let most = values.max() else { return "" }
        let length = Double(width - 1)
        let scale: Scale =
            panel.isLogarithmic
            ? .logarithmic(LogAxis(least...max(most, least * 1.01), length: length))
            : .linear(LinearAxis(holding: most, length: length))
        return zip(panel.series, marked)
            .map { series, points in
                ([series.name] + points.map { row($0, on: scale) }).joined(separator: "\n")
            }
            .joined(separator: "\n\n") + "\n\n" + legend(of: marked.flatMap(\.self))
    }

    private func legend(of points: [ChartPoint]) -> String {
        let kinds = Set(points.map { ($0.isProjected ? "○ " : "● ") + $0.kind }).sorted()
        let axis = panel.isLogarithmic ? "a logarithmic axis" : "an axis from zero"
        return "\(kinds.joined(separator: "  ")); \(panel.title.lowercasedFirst), on \(axis)"
    }

    private func row(_ point: ChartPoint, on scale: Scale) -> String {
        let memory = Figures.memory(point.memory)
        let indent = String(repeating: " ", count: max(0, 9 - memory.count))
        let position = Int(scale.position(of: point.figure.value).rounded())
        let before = String(repeating: " ", count: min(max(position, 0), width - 1))
        let after = String(repeating: " ", count: width - 1 - before.count)
        let mark = point.isProjected ? "○" : "●"
        return "\(indent)\(memory) ┤\(before)\(mark)\(after) \(panel.label(point.figure.value))"
    }
}

extension String {
    /// The text with its first letter small, to stand inside a sentence.
    fileprivate var lowercasedFirst: String {
        prefix(1).lowercased() + dropFirst()
    }
}
