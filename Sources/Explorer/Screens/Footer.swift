import TerminalKit

/// The bottom row: a question, a message, or what the keys do.
struct Footer {
    let state: ExplorerState

    func draw(on canvas: inout Canvas, in area: CellArea) {
        switch state.layer {
        case .prompt(let prompt): canvas.write(spans(for: prompt), in: area)
        case .regions:
            canvas.write(
                Self.hints([("↑↓", "select"), ("Enter", "take"), ("Esc", "cancel")]),
                in: area
            )
        case .help, .reasons:
            canvas.write(Self.hints([("↑↓", "scroll"), ("Esc", "close")]), in: area)
        case nil:
            if let message = state.message {
                canvas.write(message, style: .focus, in: area.inset(columns: 1, rows: 0))
            } else {
                canvas.write(keyHints(columns: area.columns), in: area)
            }
        }
    }

    private func spans(for prompt: Prompt) -> [Span] {
        let answer = [
            Span(" \(prompt.question.title): ", .focus),
            Span(prompt.text, Style.body.bold),
            Span("▏", .focus),
        ]
        if let objection = prompt.objection { return answer + [Span("  " + objection, .caution)] }
        return answer + [Span(" ")] + Self.hints([("Enter", "set"), ("Esc", "cancel")])
    }

    private static func hints(_ pairs: [(String, String)]) -> [Span] {
        pairs.flatMap { [Span(" \($0.0) ", .key), Span($0.1 + " ", .muted)] }
    }

    /// The actions worth a hint, the most useful first; the last two always have room.
    private static let hinted: [Action] = [
        .move(.right), .ask(.latencyLimit), .cycleObjective, .switchArchitecture, .pickRegion,
        .showReasons, .toggleTable, .undo, .save, .ask(.jump), .copy, .ask(.monthlyInvocations),
        .showHelp, .quit,
    ]

    private func keyHints(columns: Int) -> [Span] {
        let hints = Self.hinted.compactMap { action in
            KeyMap.bindings.first { $0.action == action }.map { Self.hints([Self.pair($0)]) }
        }
        let last = hints.suffix(2).flatMap(\.self)
        // Before anything was measured there is nothing to ask about.
        guard state.analysis != nil else { return last }
        var spans: [Span] = []
        for hint in hints.dropLast(2) {
            guard Span.columns(of: spans + hint + last) <= columns else { break }
            spans += hint
        }
        return spans + last
    }

    private static func pair(_ binding: KeyBinding) -> (String, String) {
        let isMove = binding.action == .move(.right)
        return (isMove ? "←→" : binding.keys.first?.name ?? "", binding.hint)
    }
}
