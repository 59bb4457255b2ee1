import Estimation
import TerminalKit
import Testing

struct ChartTests {
    @Test func `dots of braille are numbered as Unicode numbers them`() {
        // U+2801 is dot 1, U+2880 is dot 8, U+28FF has all eight (The Unicode Standard, U+2800).
        let size = CellSize(columns: 1, rows: 1)
        var grid = BrailleGrid(size: size)
        grid.set(x: 0, y: 0, series: 0)
        #expect(grid.cell(column: 0, row: 0)?.glyph == "\u{2801}")
        grid = BrailleGrid(size: size)
        grid.set(x: 1, y: 3, series: 0)
        #expect(grid.cell(column: 0, row: 0)?.glyph == "\u{2880}")
        for x in 0..<2 { for y in 0..<4 { grid.set(x: x, y: y, series: 0) } }
        #expect(grid.cell(column: 0, row: 0)?.glyph == "\u{28FF}")
    }

    /// What every kind of grid promises.
    private func expectDotGridContract<Grid: DotGrid>(_ kind: Grid.Type) {
        for (columns, rows) in [(0, 0), (1, 1), (3, 2), (1, 9)] {
            var grid = Grid(size: CellSize(columns: columns, rows: rows))
            let across = columns * Grid.dotsAcross
            let down = rows * Grid.dotsDown
            for (x, y) in [(-1, 0), (0, -1), (across, 0), (0, down), (.max, .max), (.min, .min)] {
                grid.set(x: x, y: y, series: 1)
            }
            for row in 0..<rows {
                for column in 0..<columns { #expect(grid.cell(column: column, row: row) == nil) }
            }
            guard columns > 0, rows > 0 else { continue }
            grid.set(x: across - 1, y: down - 1, series: 2)
            #expect(grid.cell(column: columns - 1, row: rows - 1)?.series == 2)
            grid.set(x: across - 1, y: down - 1, series: 3)
            #expect(grid.cell(column: columns - 1, row: rows - 1)?.series == 3)
            #expect(grid.cell(column: columns, row: 0) == nil)
            #expect(grid.cell(column: -1, row: 0) == nil)
        }
    }

    @Test func `every kind of dot grid clips, keeps dots and knows their series`() {
        expectDotGridContract(BrailleGrid.self)
        expectDotGridContract(HalfBlockGrid.self)
        expectDotGridContract(ASCIIGrid.self)
    }

    @Test(arguments: [
        (0.0, 10.0, Axis.Scale.linear, 6, [0.0, 2, 4, 6, 8, 10]),
        (0, 1, .linear, 3, [0, 0.5, 1]),
        (128, 10_240, .logarithmic, 8, [200, 500, 1_000, 2_000, 5_000, 10_000]),
        (1, 1_000_000, .logarithmic, 7, [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]),
        (100, 300, .logarithmic, 5, [100, 150, 200, 250, 300]),
    ])
    func `ticks are round numbers`(
        low: Double,
        high: Double,
        scale: Axis.Scale,
        count: Int,
        ticks: [Double]
    ) {
        let found = Axis(from: low, to: high, scale: scale).ticks(atMost: count)
        #expect(found.count == ticks.count)
        for (one, other) in zip(found, ticks) { #expect(abs(one - other) < 1e-9 * high) }
    }

    @Test func `ticks never exceed their number nor leave the axis`() {
        var random = SeededGenerator(seed: 21)
        for _ in 0..<2_000 {
            let low = Double.random(in: 0.001...5_000, using: &random)
            let high = low * Double.random(in: 1.0001...10_000, using: &random)
            for scale in [Axis.Scale.linear, .logarithmic] {
                let axis = Axis(from: low, to: high, scale: scale)
                let count = Int.random(in: 1...12, using: &random)
                let ticks = axis.ticks(atMost: count)
                #expect(ticks.count <= count)
                #expect(ticks == ticks.sorted())
                #expect(ticks.allSatisfy { $0 >= axis.low * 0.999 && $0 <= axis.high * 1.001 })
            }
        }
    }

    @Test func `fractions and values are each other's inverse`() {
        for scale in [Axis.Scale.linear, .logarithmic] {
            let axis = Axis(from: 128, to: 10_240, scale: scale)
            for value in [128.0, 1_024, 1_792, 10_240] {
                #expect(abs(axis.value(at: axis.fraction(of: value)) - value) < 1e-6)
            }
        }
    }

    @Test(arguments: [(0, 0), (1, 1), (1, 12), (12, 1), (2, 2), (9, 3)])
    func `nothing traps however little room there is`(columns: Int, rows: Int) {
        var canvas = Canvas(size: CellSize(columns: columns, rows: rows))
        for area in [canvas.area, CellArea(column: -3, row: -2, columns: 40, rows: 20)] {
            canvas.frame(area, title: [Span("title")], footer: [Span("footer")])
            let plot = Plot(
                area: area,
                x: Axis(from: 128, to: 10_240, scale: .logarithmic),
                y: Axis(covering: [])
            )
            let line = ChartLine(
                [ChartPoint(x: 1, y: 1e9), ChartPoint(x: .nan, y: 1), ChartPoint(x: 500, y: -1e9)],
                series: 7
            )
            for marks in ChartMarks.allCases { plot.draw([line], marks: marks, on: &canvas) }
            plot.mark(
                "●",
                at: ChartPoint(x: 300, y: 0.5),
                low: -9,
                high: 9,
                style: .body,
                on: &canvas
            )
            plot.shade(
                [(x: 128, low: 0, high: 9), (x: 999, low: 0, high: 1)],
                style: .muted,
                on: &canvas
            )
            plot.verticalRule(at: 512, style: .focus, on: &canvas)
            plot.horizontalRule(at: 0.5, style: .focus, on: &canvas)
            plot.labelRows(gutter: 8, on: &canvas)
            plot.labelColumns([(value: 512, text: "512", style: .muted)], row: 0, on: &canvas)
            Histogram(of: [1, 2, 3], along: Axis(from: 0, to: 4), bins: columns)
                .draw(on: &canvas, in: area, style: .body)
            Overlay(title: "t", lines: [[Span("line")], []]).draw(on: &canvas, in: area)
            Table(columns: [Table.Column("a")], rows: [[Span("1")], []], selected: 1)
                .draw(on: &canvas, in: area)
            canvas.restyle(area) { $0.bold }
            canvas.clear(area)
        }
        #expect(canvas.size == CellSize(columns: columns, rows: rows))
    }
}
