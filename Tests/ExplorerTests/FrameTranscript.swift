import TerminalKit
import TestSupport

extension TerminalModel {
    /// What a terminal shows once it has received a first frame.
    static func showing(
        _ canvas: Canvas,
        depth: ColorDepth,
        repertoire: CharacterRepertoire = .unicode
    ) -> TerminalModel {
        let encoder = FrameEncoder(theme: .standard, depth: depth, repertoire: repertoire)
        var terminal = TerminalModel(size: canvas.size)
        terminal.receive(encoder.encode(from: nil, to: canvas))
        return terminal
    }

    /// The screen as text that can be read and compared: each row between bars, then every run of
    /// cells that is not ordinary text, with the parameters that it was drawn with.
    var transcript: String {
        var lines: [String] = []
        for row in cells {
            lines.append("│" + String(row.map(\.glyph).filter { $0 != "\0" }) + "│")
        }
        return (lines + styledRuns).joined(separator: "\n") + "\n"
    }

    private var styledRuns: [String] {
        cells.indices.compactMap { row in
            var runs: [String] = []
            var start = 0
            for column in 1...max(1, size.columns) {
                let parameters = cells[row][start].parameters
                guard column == size.columns || cells[row][column].parameters != parameters else {
                    continue
                }
                if !parameters.isEmpty { runs.append("\(start)..<\(column) \(parameters)") }
                start = column
            }
            return runs.isEmpty ? nil : "row \(row): " + runs.joined(separator: ", ")
        }
    }
}
