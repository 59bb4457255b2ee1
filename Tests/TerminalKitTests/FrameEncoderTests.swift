import Estimation
import TerminalKit
import TestSupport
import Testing

struct FrameEncoderTests {
    private static let sizes = [
        CellSize(columns: 80, rows: 24), CellSize(columns: 7, rows: 3),
        CellSize(columns: 1, rows: 1),
        CellSize(columns: 2, rows: 40), CellSize(columns: 0, rows: 0),
    ]

    @Test(arguments: sizes, ColorDepth.allCases)
    func `a terminal that shows one frame shows the other after the bytes between them`(
        size: CellSize,
        depth: ColorDepth
    ) {
        let encoder = FrameEncoder(theme: .standard, depth: depth)
        var random = SeededGenerator(seed: 42)
        for marks in [0, 1, 5, 200, 2_000] {
            let old = Canvas.scribbled(size: size, marks: 300, using: &random)
            var new = old
            let over = Canvas.scribbled(size: size, marks: marks, using: &random)
            for row in 0..<size.rows {
                for column in 0..<size.columns where over[column, row] != .blank {
                    new.put(over[column, row], column: column, row: row)
                }
            }
            var terminal = TerminalModel(showing: old, theme: .standard, depth: depth)
            terminal.receive(encoder.encode(from: old, to: new))
            let wanted = TerminalModel(showing: new, theme: .standard, depth: depth)
            #expect(terminal.cells == wanted.cells)
            #expect(!terminal.isSynchronized)
        }
    }

    @Test(arguments: sizes)
    func `a first frame needs nothing of what was there before`(size: CellSize) {
        let encoder = FrameEncoder(theme: .standard, depth: .trueColor)
        var random = SeededGenerator(seed: 3)
        let rubbish = Canvas.scribbled(size: size, marks: 500, using: &random)
        let frame = Canvas.scribbled(size: size, marks: 100, using: &random)
        var terminal = TerminalModel(showing: rubbish, theme: .standard, depth: .trueColor)
        terminal.receive(encoder.encode(from: nil, to: frame))
        let wanted = TerminalModel(showing: frame, theme: .standard, depth: .trueColor)
        #expect(terminal.cells == wanted.cells)
    }

    @Test func `equal frames need no bytes`() {
        var random = SeededGenerator(seed: 9)
        let frame = Canvas.scribbled(
            size: CellSize(columns: 20, rows: 5),
            marks: 90,
            using: &random
        )
        let encoder = FrameEncoder(theme: .standard, depth: .trueColor)
        #expect(encoder.encode(from: frame, to: frame).isEmpty)
    }

    @Test func `without Unicode every byte is ASCII`() {
        var canvas = Canvas(size: CellSize(columns: 30, rows: 3))
        canvas.frame(canvas.area, title: [Span("größe 界 ★")])
        let encoder = FrameEncoder(theme: .standard, depth: .none, repertoire: .ascii)
        #expect(encoder.encode(from: nil, to: canvas).allSatisfy { $0 < 0x80 })
    }

    @Test func `without color no color is sent`() {
        var random = SeededGenerator(seed: 5)
        let frame = Canvas.scribbled(
            size: CellSize(columns: 40, rows: 9),
            marks: 300,
            using: &random
        )
        let encoder = FrameEncoder(theme: .standard, depth: .none)
        let text = String(decoding: encoder.encode(from: nil, to: frame), as: UTF8.self)
        let styles = text.split(separator: "\u{1B}[").compactMap { piece -> Substring? in
            let parameters = piece.prefix { $0.isNumber || $0 == ";" }
            return piece.dropFirst(parameters.count).first == "m" ? parameters : nil
        }
        let allowed: Set<Substring> = ["0", "1", "2", "4", "7"]
        #expect(!styles.isEmpty)
        #expect(styles.allSatisfy { $0.split(separator: ";").allSatisfy(allowed.contains) })
    }
}
