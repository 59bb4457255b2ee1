import TerminalKit
import Testing

struct LayoutTests {
    @Test(arguments: [
        (24, [Track.fixed(1), .flexible, .fixed(2)], [1, 21, 2]),
        (10, [.flexible(weight: 3), .flexible(weight: 2)], [6, 4]),
        (7, [.flexible, .flexible, .flexible], [2, 2, 3]),
        (3, [.fixed(2), .flexible, .fixed(4)], [2, 0, 1]),
        (0, [.fixed(2), .flexible], [0, 0]),
    ])
    func `rows are shared out, the first first`(room: Int, tracks: [Track], rows: [Int]) {
        let area = CellArea(column: 0, row: 5, columns: 9, rows: room)
        let parts = area.rows(tracks)
        #expect(parts.map(\.rows) == rows)
        #expect(parts.last?.endRow ?? 5 <= area.endRow)
    }

    @Test func `a table drops its last columns and keeps the selected row in sight`() {
        let table = Table(
            columns: [Table.Column("name", .leading), Table.Column("value"), Table.Column("more")],
            rows: (0..<50).map { [Span("row \($0)"), Span("\($0)"), Span("extra")] },
            selected: 30
        )
        var canvas = Canvas(size: CellSize(columns: 20, rows: 6))
        table.draw(on: &canvas, in: canvas.area)
        #expect(canvas.text(row: 0) == "  name    value")
        let rows = (1..<6).map { canvas.text(row: $0) }
        #expect(rows.contains("▶ row 30     30"))
    }

    @Test func `a long overlay scrolls and says that there is more`() {
        let lines = (0..<40).map { [Span("line \($0)")] }
        var canvas = Canvas(size: CellSize(columns: 30, rows: 8))
        Overlay(title: "T", lines: lines, offset: 1_000).draw(on: &canvas, in: canvas.area)
        #expect(canvas.text(row: 6).contains("line 39"))
        #expect(canvas.text(row: 1).contains("▲"))
    }

    @Test(arguments: [
        (0.0, 2, "0.00"), (1234.5, 0, "1,235"), (1_234_567.891, 1, "1,234,567.9"),
        (-0.004, 2, "0.00"),
        (-12.345, 1, "−12.3"), (.infinity, 2, "∞"), (.nan, 1, "?"), (999.995, 2, "1,000.00"),
    ])
    func `numbers have a fixed number of decimals`(value: Double, decimals: Int, text: String) {
        #expect(NumberText.fixed(value, decimals: decimals) == text)
    }

    @Test(arguments: [
        (5.0, "5"), (0.25, "0.25"), (10_240, "10.2k"), (1_500_000, "1.5M"), (1_792, "1,792"),
        (0.1, "0.1"),
    ])
    func `axis labels are short`(value: Double, text: String) {
        #expect(NumberText.short(value) == text)
    }

    @Test func `axis labels that are short can be told apart`() {
        #expect(NumberText.labels(of: [251.5, 252, 252.5]) == ["251.5", "252.0", "252.5"])
        #expect(NumberText.labels(of: [100, 300, 1_000]) == ["100", "300", "1,000"])
        #expect(NumberText.labels(of: []).isEmpty)
    }

    /// The test vectors of RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func `base 64 is that of RFC 4648`(text: String, encoded: String) {
        #expect(String(decoding: Clipboard.base64(Array(text.utf8)), as: UTF8.self) == encoded)
    }
}
