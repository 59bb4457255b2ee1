import LambdaPlatform
import TerminalKit

/// The axis of memory that every chart shares: true to scale, logarithmic by default.
enum MemoryAxis {
    /// The axis over every setting that Lambda accepts.
    static func axis(isLogarithmic: Bool) -> Axis {
        Axis(
            from: Double(MemorySetting.smallest.megabytes),
            to: Double(MemorySetting.largest.megabytes),
            scale: isLogarithmic ? .logarithmic : .linear
        )
    }

    /// The settings worth a label, the most telling first.
    private static let ticks = [128, 10_240, 1_024, 512, 256, 2_048, 4_096, 6_144, 1_792, 8_192]

    /// Writes the labels of the settings below a plot.
    static func label(_ plot: Plot, row: Int, on canvas: inout Canvas) {
        let unit = "MB"
        let labels = ticks.map { (value: Double($0), text: String($0), style: Style.muted) }
        plot.labelColumns(labels, row: row, on: &canvas)
        let place = plot.area.column - 1 - unit.count
        if place >= 0 { canvas.write(unit, style: .muted, column: place, row: row) }
    }
}
