import TerminalKit
import Testing

struct SafeTextTests {
    @Test(arguments: [
        "\u{1B}[31mred", "a\u{07}b", "a\rb", "\u{9B}2J", "\u{202E}txt.exe", "\u{2066}x\u{2069}",
        "\u{200F}", "\u{0}", "\u{7F}", "\u{1B}]52;c;AAAA\u{07}", "\u{2028}", "\u{E0001}",
    ])
    func `nothing in untrusted text acts on the terminal`(text: String) {
        let safe = SafeText.line(text)
        for scalar in safe.unicodeScalars {
            #expect(scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value))
            #expect(scalar.properties.generalCategory != .format)
        }
        var canvas = Canvas(size: CellSize(columns: 20, rows: 1))
        canvas.write(text, column: 0, row: 0)
        let bytes = FrameEncoder(theme: .standard, depth: .none).encode(from: nil, to: canvas)
        let printed = String(decoding: bytes, as: UTF8.self)
            .replacing("\u{1B}[?2026h\u{1B}[0m\u{1B}[H\u{1B}[2J", with: "")
            .replacing("\u{1B}[0m\u{1B}[?2026l", with: "")
            .replacing("\u{1B}[1;1H\u{1B}[0m", with: "")
        #expect(!printed.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x9B })
    }

    /// Widths as Unicode's EastAsianWidth.txt gives them: W and F are two columns.
    @Test(arguments: [
        ("a", 1), ("é", 1), ("e\u{301}", 1), ("界", 2), ("한", 2), ("Ａ", 2), ("😀", 2), ("─", 1),
        ("⣿", 1), ("★", 1), ("ｱ", 1), ("あ", 2), ("€", 1), ("Ω", 1),
    ])
    func `a character takes the columns that a terminal gives it`(text: String, columns: Int) {
        #expect(SafeText.columns(of: text) == columns)
    }

    @Test func `text is cut with an ellipsis, never through a wide character`() {
        var canvas = Canvas(size: CellSize(columns: 10, rows: 1))
        let end = canvas.write("ab界界界", column: 0, row: 0, limit: 6)
        #expect(canvas.text(row: 0) == "ab界…")
        #expect(end == 5)
    }

    @Test func `text breaks at spaces and words longer than a line are cut`() {
        #expect(Span.wrapped("one two  three", columns: 7) == ["one two", "three"])
        #expect(Span.wrapped("abcdefgh ij", columns: 3) == ["abc", "def", "gh", "ij"])
        #expect(Span.wrapped("anything", columns: 0).isEmpty)
        #expect(Span.wrapped("", columns: 5).isEmpty)
    }

    @Test func `a wide character never stands with one half overwritten`() {
        var canvas = Canvas(size: CellSize(columns: 4, rows: 1))
        canvas.put("界", style: .body, column: 1, row: 0)
        canvas.put("x", style: .body, column: 2, row: 0)
        #expect(canvas.text(row: 0) == "  x")
        canvas.put("界", style: .body, column: 1, row: 0)
        canvas.put("y", style: .body, column: 1, row: 0)
        #expect(canvas.text(row: 0) == " y")
        canvas.put("界", style: .body, column: 3, row: 0)
        #expect(canvas.text(row: 0) == " y")
    }
}
