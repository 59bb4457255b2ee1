import TerminalKit

/// The top row: the function, and the pages.
struct TitleBar {
    let state: ExplorerState

    func draw(on canvas: inout Canvas, in area: CellArea) {
        let name = state.analysis?.name ?? state.live?.function ?? ""
        let tabs = tabs(isShort: area.columns < 70)
        let tabColumns = Span.columns(of: tabs)
        let room = max(0, area.columns - tabColumns - 2)
        canvas.write(
            name,
            style: Style.title.bold,
            column: area.column + 1,
            row: area.row,
            limit: room
        )
        let place = CellArea(
            column: area.endColumn - tabColumns,
            row: area.row,
            columns: tabColumns,
            rows: 1
        )
        canvas.write(tabs, in: place)
    }

    private func tabs(isShort: Bool) -> [Span] {
        var spans: [Span] = []
        if state.runs.count > 1 {
            spans.append(Span("run \(state.runIndex + 1) of \(state.runs.count)  ", .muted))
        }
        for (index, screen) in state.screens.enumerated() {
            let isHere = screen == state.screen
            guard isHere || !isShort else {
                spans.append(Span("\(index + 1) ", .key))
                continue
            }
            spans.append(Span("\(index + 1) ", .key))
            spans.append(Span(screen.rawValue, isHere ? Style.focus.reversed : .muted))
            spans.append(Span(" "))
        }
        return spans
    }
}
