/// A piece of text in one style.
package struct Span: Hashable, Sendable {
    /// The text, made safe when it is drawn.
    package let text: String

    /// How it is drawn.
    package let style: Style

    /// Takes a text and its style.
    package init(_ text: String, _ style: Style = .body) {
        self.text = text
        self.style = style
    }
}

/// The side that text keeps to.
package enum Alignment: Hashable, Sendable {
    case leading
    case trailing
    case center
}

extension Canvas {
    /// Writes text on one row and returns the column after it.
    ///
    /// - Edge cases: text past `limit` columns ends in `…`; control characters become `�`.
    @discardableResult
    package mutating func write(
        _ text: some StringProtocol,
        style: Style = .body,
        column: Int,
        row: Int,
        limit: Int = .max
    ) -> Int {
        var next = column
        let end = limit == .max ? Int.max : column + max(0, limit)
        let isCut = limit != .max && SafeText.columns(of: text) > limit
        if SafeText.isPlain(text) {
            let room = min(text.utf8.count, isCut ? end - 1 - column : .max)
            for byte in text.utf8.prefix(max(0, room)) {
                put(Cell(plain: byte, style: style), column: next, row: row)
                next += 1
            }
        } else {
            next = writeGlyphs(
                text,
                style: style,
                column: column,
                row: row,
                end: isCut ? end - 1 : end
            )
        }
        if isCut, next < end {
            put("…", style: style, column: next, row: row)
            next += 1
        }
        return next
    }

    private mutating func writeGlyphs(
        _ text: some StringProtocol,
        style: Style,
        column: Int,
        row: Int,
        end: Int
    ) -> Int {
        var next = column
        for character in text {
            let cell = Cell(character, style: style)
            guard next + cell.columns <= end else { break }
            put(cell, column: next, row: row)
            next += cell.columns
        }
        return next
    }

    /// Writes text on the first row of an area, kept within it.
    package mutating func write(
        _ text: some StringProtocol,
        style: Style = .body,
        in area: CellArea,
        alignment: Alignment = .leading
    ) {
        guard !area.isEmpty else { return }
        let free = max(0, area.columns - SafeText.columns(of: text))
        let offset =
            switch alignment {
            case .leading: 0
            case .trailing: free
            case .center: free / 2
            }
        write(
            text,
            style: style,
            column: area.column + offset,
            row: area.row,
            limit: area.columns - offset
        )
    }

    /// Writes spans one after the other on the first row of an area and returns the column after.
    @discardableResult
    package mutating func write(_ spans: [Span], in area: CellArea) -> Int {
        var next = area.column
        guard !area.isEmpty else { return next }
        for span in spans where next < area.endColumn {
            next = write(
                span.text,
                style: span.style,
                column: next,
                row: area.row,
                limit: area.endColumn - next
            )
        }
        return next
    }
}

extension Span {
    /// The columns that spans take together.
    package static func columns(of spans: [Span]) -> Int {
        spans.reduce(0) { $0 + SafeText.columns(of: $1.text) }
    }

    /// Text broken into lines of at most so many columns, at spaces where there are any.
    ///
    /// - Edge cases: a word longer than a line is cut; no room gives no lines.
    package static func wrapped(_ text: String, columns: Int) -> [String] {
        guard columns > 0 else { return [] }
        var lines: [String] = []
        var line = ""
        var width = 0
        for word in SafeText.line(text).split(separator: " ") {
            var rest = String(word)
            var wordWidth = SafeText.columns(of: rest)
            if !line.isEmpty {
                if width + 1 + wordWidth <= columns {
                    line += " " + rest
                    width += 1 + wordWidth
                    continue
                }
                lines.append(line)
            }
            while wordWidth > columns {
                let cut = max(1, prefixLength(of: rest, columns: columns))
                lines.append(String(rest.prefix(cut)))
                rest = String(rest.dropFirst(cut))
                wordWidth = SafeText.columns(of: rest)
            }
            line = rest
            width = wordWidth
        }
        return line.isEmpty ? lines : lines + [line]
    }

    private static func prefixLength(of text: String, columns: Int) -> Int {
        var used = 0
        var count = 0
        for character in text {
            used += SafeText.columns(of: character)
            if used > columns { break }
            count += 1
        }
        return count
    }
}
