import TerminalKit

/// Random numbers that are the same on every machine.
///
/// - Source: SplitMix64 of Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators"
///   (2014).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension Canvas {
    /// A canvas scribbled over with glyphs of one and two columns in all kinds of style.
    static func scribbled(size: CellSize, marks: Int, using random: inout SplitMix) -> Canvas {
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
