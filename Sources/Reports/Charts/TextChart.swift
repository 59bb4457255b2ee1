import Estimation
import LambdaPlatform
import Measurement
import Tuning

/// Durations at the measured settings as rows of text, for reports without pictures.
///
///     128 MB  ┤                                          ●  2,004 ms
///     512 MB  ┤                        ●                    501 ms
///
/// - Shape: durations on a logarithmic axis from the shortest to the longest.
struct TextChart {
    private let lines: [Findings.Line]
    private let width = 40

    init(_ findings: Findings) {
        lines = findings.lines
    }

    /// The chart of every strategy with what the marks mean; empty where nothing was measured.
    var text: String {
        let options = lines.map { line in
            line.options.filter { line.hasSamples(at: $0.memory) }
        }
        let durations = options.joined().map(\.durationMS.value).filter { $0 > 0 }
        guard let shortest = durations.min(), let longest = durations.max() else { return "" }
        let axis = LogAxis(shortest...max(longest, shortest * 1.01), length: Double(width - 1))
        return zip(lines, options)
            .map { line, options in
                let rows = options.map { row($0, on: axis) }
                return ([line.strategy.rawValue.printable] + rows).joined(separator: "\n")
            }
            .joined(separator: "\n\n") + "\n\n" + legend
    }

    private var legend: String { "● measured  ○ projected; duration on a logarithmic axis" }

    private func row(_ option: Option, on axis: LogAxis) -> String {
        let memory = Figures.grouped(option.memory.megabytes) + " MB"
        let indent = String(repeating: " ", count: max(0, 9 - memory.count))
        let position = Int(axis.position(of: option.durationMS.value).rounded())
        let before = String(repeating: " ", count: min(max(position, 0), width - 1))
        let after = String(repeating: " ", count: width - 1 - before.count)
        let mark = option.isProjected ? "○" : "●"
        let duration = Figures.short(option.durationMS.value) + " ms"
        return "\(indent)\(memory) ┤\(before)\(mark)\(after) \(duration)"
    }
}
