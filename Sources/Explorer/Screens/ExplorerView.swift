import Tuning
import LambdaPlatform
package import TerminalKit

/// How the explorer is drawn, apart from what it shows.
package struct ViewOptions: Hashable, Sendable {
    /// The dots that curves are made of.
    package var marks: ChartMarks

    /// Takes the kind of dots.
    package init(marks: ChartMarks = .braille) {
        self.marks = marks
    }
}

extension ExplorerState {
    /// The smallest window that the explorer draws in.
    package static let smallestWindow = CellSize(columns: 40, rows: 12)

    /// The frame for a window of a size.
    ///
    /// - Shape: a pure function of the state, the size and the options.
    /// - Edge cases: a window smaller than ``smallestWindow`` gets a line that asks for more room.
    package func canvas(size: CellSize, options: ViewOptions = ViewOptions()) -> Canvas {
        var canvas = Canvas(size: size)
        let least = Self.smallestWindow
        guard size.columns >= least.columns, size.rows >= least.rows else {
            let lines = Span.wrapped(
                "Needs \(least.columns)×\(least.rows); this is \(size.columns)×\(size.rows). q quits.",
                columns: size.columns
            )
            for (row, line) in lines.enumerated() { canvas.write(line, column: 0, row: row) }
            return canvas
        }
        let parts = canvas.area.rows([.fixed(1), .flexible, .fixed(1)])
        TitleBar(state: self).draw(on: &canvas, in: parts[0])
        drawScreen(on: &canvas, in: parts[1], options: options)
        Footer(state: self).draw(on: &canvas, in: parts[2])
        drawLayer(on: &canvas, in: parts[1])
        return canvas
    }

    /// What a cell of the window stands for; nil beside the charts.
    package func target(column: Int, row: Int, size: CellSize) -> PointedAt? {
        guard screen == .choose, let analysis, size.columns >= Self.smallestWindow.columns,
            size.rows >= Self.smallestWindow.rows
        else { return nil }
        let parts = Canvas(size: size).area.rows([.fixed(1), .flexible, .fixed(1)])
        return ChooseScreen(state: self, analysis: analysis, options: ViewOptions())
            .target(column: column, row: row, in: parts[1])
    }

    private func drawScreen(on canvas: inout Canvas, in area: CellArea, options: ViewOptions) {
        if screen == .live, let live {
            return LiveScreen(live: live, options: options).draw(on: &canvas, in: area)
        }
        guard let analysis else { return }
        switch screen {
        case .choose, .live:
            ChooseScreen(state: self, analysis: analysis, options: options)
                .draw(on: &canvas, in: area)
        case .threads:
            ThreadsScreen(state: self, analysis: analysis, options: options)
                .draw(on: &canvas, in: area)
        case .samples:
            SamplesScreen(state: self, analysis: analysis, options: options)
                .draw(on: &canvas, in: area)
        case .capacity:
            CapacityScreen(state: self, analysis: analysis, options: options)
                .draw(on: &canvas, in: area)
        case .runs:
            RunsScreen(state: self, options: options).draw(on: &canvas, in: area)
        }
    }

    private func drawLayer(on canvas: inout Canvas, in area: CellArea) {
        switch layer {
        case .help(let offset):
            HelpBox(offset: offset).draw(on: &canvas, in: area)
        case .reasons(let offset):
            if let analysis {
                ReasonsBox(analysis: analysis, offset: offset).draw(on: &canvas, in: area)
            }
        case .regions(let picker):
            RegionBox(picker: picker, architecture: whatIf.conditions.tariff.architecture)
                .draw(on: &canvas, in: area)
        case .prompt, nil:
            break
        }
    }
}
