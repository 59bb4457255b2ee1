import TerminalKit

extension Canvas {
    /// The canvas as text that can be read and compared: each row between bars, then every run of
    /// cells that is not ordinary text, with its role.
    var transcript: String {
        var lines: [String] = []
        for row in 0..<size.rows {
            var text = ""
            for column in 0..<size.columns where self[column, row].columns > 0 {
                text.append(self[column, row].glyph)
            }
            lines.append("│" + text + "│")
        }
        return (lines + styledRuns).joined(separator: "\n") + "\n"
    }

    private var styledRuns: [String] {
        (0..<size.rows).compactMap { row in
            var runs: [String] = []
            var start = 0
            for column in 1...max(1, size.columns) {
                let isEnd =
                    column == size.columns || self[column, row].style != self[start, row].style
                guard isEnd else { continue }
                if let name = Self.name(of: self[start, row].style) {
                    runs.append("\(start)..<\(column) \(name)")
                }
                start = column
            }
            return runs.isEmpty ? nil : "row \(row): " + runs.joined(separator: ", ")
        }
    }

    private static func name(of style: Style) -> String? {
        let role =
            if case .series(let number) = style.role { "series \(number)" } else { "\(style.role)" }
        let name = role + (style.isBold ? " bold" : "") + (style.isReversed ? " reversed" : "")
        return name == "body" ? nil : name
    }
}
