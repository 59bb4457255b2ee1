import Estimation
import TerminalKit

extension Canvas {
    /// A canvas scribbled over with glyphs of one and two columns in all kinds of style.
    static func scribbled(size: CellSize, marks: Int, using random: inout SeededGenerator) -> Canvas
    {
        let glyphs: [Character] = ["a", "Z", "⣿", "─", "界", "😀", "é", "★", " "]
        let styles: [Style] = [
            .body, .muted, .focus.bold, .series(1), .caution.reversed, .choice, .series(4),
        ]
        var canvas = Canvas(size: size)
        for _ in 0..<marks where size.columns > 0 && size.rows > 0 {
            canvas.put(
                glyphs.randomElement(using: &random) ?? "a",
                style: styles.randomElement(using: &random) ?? .body,
                column: Int.random(in: 0..<size.columns, using: &random),
                row: Int.random(in: 0..<size.rows, using: &random)
            )
        }
        return canvas
    }
}
