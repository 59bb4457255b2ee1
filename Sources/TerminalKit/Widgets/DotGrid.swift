/// A raster finer than cells: several dots share one character.
///
///      columns of dots →
///     ┌──┬──┐
///     │··│··│  one cell of a braille grid holds 2 × 4 dots,
///     │··│··│  of a half-block grid 1 × 2,
///     │··│··│  of an ASCII grid 1 × 1.
///     │··│··│
///     └──┴──┘
///
/// Each cell has one series: that of the dot set last.
package protocol DotGrid: Sendable {
    /// The dots side by side in one cell.
    static var dotsAcross: Int { get }

    /// The dots on top of each other in one cell.
    static var dotsDown: Int { get }

    /// A grid without dots over so many cells.
    init(size: CellSize)

    /// Sets a dot for a series; nothing happens outside the grid.
    mutating func set(x: Int, y: Int, series: Int)

    /// The character of a cell and its series; nil where no dot is set.
    func cell(column: Int, row: Int) -> (glyph: Character, series: Int)?
}

/// The kinds of dot grid a chart can be drawn with.
package enum ChartMarks: String, Hashable, Sendable, CaseIterable {
    case braille
    case halfBlock = "half-block"
    case ascii
}

/// The bits and the series of every cell, which all kinds of grid store alike.
private struct DotStore: Sendable {
    let size: CellSize
    private var bits: [UInt8]
    private var series: [Int16]

    init(size: CellSize) {
        self.size = size
        self.bits = Array(repeating: 0, count: size.columns * size.rows)
        self.series = Array(repeating: 0, count: size.columns * size.rows)
    }

    mutating func add(_ bit: UInt8, column: Int, row: Int, series number: Int) {
        guard (0..<size.columns).contains(column), (0..<size.rows).contains(row) else { return }
        bits[row * size.columns + column] |= bit
        series[row * size.columns + column] = Int16(clamping: number)
    }

    func cell(column: Int, row: Int) -> (bits: UInt8, series: Int)? {
        guard (0..<size.columns).contains(column), (0..<size.rows).contains(row) else { return nil }
        let index = row * size.columns + column
        return bits[index] == 0 ? nil : (bits[index], Int(series[index]))
    }
}

/// Dots as braille patterns, 2 × 4 in a cell.
///
/// - Source: The Unicode Standard, "Braille Patterns" (U+2800): dots 1, 2, 3, 7 are the left column
///   from top to bottom, dots 4, 5, 6, 8 the right one; dot n is bit n − 1.
package struct BrailleGrid: DotGrid {
    package static let dotsAcross = 2
    package static let dotsDown = 4

    private static let bits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]
    private var store: DotStore

    package init(size: CellSize) {
        store = DotStore(size: size)
    }

    package mutating func set(x: Int, y: Int, series: Int) {
        guard x >= 0, y >= 0 else { return }
        store.add(Self.bits[x % 2][y % 4], column: x / 2, row: y / 4, series: series)
    }

    package func cell(column: Int, row: Int) -> (glyph: Character, series: Int)? {
        guard let cell = store.cell(column: column, row: row),
            let scalar = Unicode.Scalar(0x2800 + UInt32(cell.bits))
        else { return nil }
        return (Character(scalar), cell.series)
    }
}

/// Dots as half blocks, 1 × 2 in a cell.
package struct HalfBlockGrid: DotGrid {
    package static let dotsAcross = 1
    package static let dotsDown = 2

    private static let glyphs: [Character] = [" ", "▀", "▄", "█"]
    private var store: DotStore

    package init(size: CellSize) {
        store = DotStore(size: size)
    }

    package mutating func set(x: Int, y: Int, series: Int) {
        guard x >= 0, y >= 0 else { return }
        store.add(y % 2 == 0 ? 1 : 2, column: x, row: y / 2, series: series)
    }

    package func cell(column: Int, row: Int) -> (glyph: Character, series: Int)? {
        store.cell(column: column, row: row).map { (Self.glyphs[Int($0.bits)], $0.series) }
    }
}

/// Dots as ASCII characters, one in a cell; each series has a character of its own.
package struct ASCIIGrid: DotGrid {
    package static let dotsAcross = 1
    package static let dotsDown = 1

    private static let glyphs: [Character] = [".", "+", "x", "=", "~", "-"]
    private var store: DotStore

    package init(size: CellSize) {
        store = DotStore(size: size)
    }

    package mutating func set(x: Int, y: Int, series: Int) {
        store.add(1, column: x, row: y, series: series)
    }

    package func cell(column: Int, row: Int) -> (glyph: Character, series: Int)? {
        store.cell(column: column, row: row).map {
            (Self.glyphs[abs($0.series) % Self.glyphs.count], $0.series)
        }
    }
}
