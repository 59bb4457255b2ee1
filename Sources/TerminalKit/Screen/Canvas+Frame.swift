extension Canvas {
    /// Draws a frame along the edge of an area, with a title in its top line.
    package mutating func frame(
        _ area: CellArea,
        title: [Span] = [],
        footer: [Span] = [],
        style: Style = .muted
    ) {
        guard area.columns >= 2, area.rows >= 2 else { return }
        let right = area.endColumn - 1
        let bottom = area.endRow - 1
        for column in area.column + 1..<max(area.column + 1, right) {
            put("─", style: style, column: column, row: area.row)
            put("─", style: style, column: column, row: bottom)
        }
        for row in area.row + 1..<max(area.row + 1, bottom) {
            put("│", style: style, column: area.column, row: row)
            put("│", style: style, column: right, row: row)
        }
        put("╭", style: style, column: area.column, row: area.row)
        put("╮", style: style, column: right, row: area.row)
        put("╰", style: style, column: area.column, row: bottom)
        put("╯", style: style, column: right, row: bottom)
        inscribe(title, row: area.row, in: area)
        inscribe(footer, row: bottom, in: area)
    }

    private mutating func inscribe(_ spans: [Span], row: Int, in area: CellArea) {
        guard !spans.isEmpty, area.columns > 6 else { return }
        let room = CellArea(column: area.column + 2, row: row, columns: area.columns - 4, rows: 1)
        write([Span(" ")] + spans + [Span(" ")], in: room)
    }
}

extension Canvas {
    /// The ASCII character nearest in look to a glyph; `?` where there is none.
    package static func asciiGlyph(for glyph: Character) -> Character {
        glyph.isASCII ? glyph : asciiGlyphs[glyph] ?? "?"
    }

    private static let asciiGlyphs: [Character: Character] = [
        "─": "-", "│": "|", "╭": "+", "╮": "+", "╰": "+", "╯": "+", "┼": "+", "├": "|", "┤": "|",
        "┬": "+", "┴": "+", "└": "+", "┌": "+", "┐": "+", "┘": "+", "┊": ":", "┆": ":", "╎": ":",
        "★": "@", "▸": ">", "✗": "X", "◉": "O", "━": "=", "╱": "/", "⋯": ".",
        "∞": "I", "●": "*", "○": "o", "◆": "#", "◇": "%", "■": "@", "□": "a", "▲": "^", "△": "^",
        "▼": "v",
        "▽": "v", "◀": "<", "▶": ">", "…": "~", "·": ".", "×": "x", "–": "-", "—": "-", "−": "-",
        "±": "+", "→": ">", "←": "<", "↑": "^", "↓": "v", "≤": "<", "≥": ">", "✓": "y", "█": "#",
        "▓": "#", "▒": "=", "░": ".", "▁": "_", "▂": "_", "▃": "-", "▄": "-", "▅": "=", "▆": "=",
        "▇": "#", "▏": "|", "▎": "|", "▍": "|", "▌": "|", "▋": "#", "▊": "#", "▉": "#", "•": "*",
        "’": "'", "“": "\"", "”": "\"", "≈": "~", "⏎": "<", "‹": "<", "›": ">", "⚑": "F",
        "¥": "Y", "µ": "u", "÷": "/", "╌": "-", "┄": "-", "▕": "|",
    ]
}
