/// Counts of values in bins of equal extent along an axis.
package struct Histogram: Hashable, Sendable {
    /// The values in each bin.
    package let counts: [Int]

    /// Counts values along an axis; those outside it are left out.
    package init(of values: some Sequence<Double>, along axis: Axis, bins: Int) {
        var counts = [Int](repeating: 0, count: max(0, bins))
        for value in values where value.isFinite && bins > 0 {
            let fraction = axis.fraction(of: value)
            guard (0...1).contains(fraction) else { continue }
            counts[min(bins - 1, Int(fraction * Double(bins)))] += 1
        }
        self.counts = counts
    }

    /// The eighth blocks from the lowest to the full one.
    private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// The counts as bars of one row: blank for none, at least `▁` for any, `█` for the most.
    package var strip: String { Self.strip(of: counts) }

    /// Counts as bars of one row: blank for none, at least `▁` for any, `█` for the most.
    package static func strip(of counts: [Int]) -> String {
        let most = max(1, counts.max() ?? 1)
        return String(
            counts.map { count in
                count == 0 ? " " : blocks[max(0, (count * 8 + most - 1) / most - 1)]
            }
        )
    }

    /// Draws the counts as bars that grow from the bottom of an area, one column a bin.
    package func draw(on canvas: inout Canvas, in area: CellArea, style: Style) {
        let most = max(1, counts.max() ?? 1)
        for (index, count) in counts.enumerated() where index < area.columns && count > 0 {
            var eighths = max(1, count * area.rows * 8 / most)
            for row in stride(from: area.endRow - 1, through: area.row, by: -1) where eighths > 0 {
                let glyph = Self.blocks[min(8, eighths) - 1]
                canvas.put(glyph, style: style, column: area.column + index, row: row)
                eighths -= 8
            }
        }
    }
}
