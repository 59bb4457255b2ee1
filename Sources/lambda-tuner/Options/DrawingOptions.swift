import ArgumentParser
import TerminalKit

/// The options that say how the explorer is drawn.
struct DrawingOptions: ParsableArguments {
    @Option(help: "Whether to use color: auto, always or never.")
    var color: ColorPreference = .auto

    @Option(help: "What curves are made of: braille, half-block or ascii.")
    var charts: ChartMarks?

    @Flag(help: "Leave the mouse to the terminal.")
    var noMouse = false
}

extension ColorPreference: ExpressibleByArgument {}
extension ChartMarks: ExpressibleByArgument {}
