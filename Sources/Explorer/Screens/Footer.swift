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

    /// The actions worth a hint on the page that is shown, the most useful first; the last two
    /// always have room.
    private var hinted: [Action] {
        let own: [Action] =
            switch state.screen {
            case .choose, .live:
                [
                    .move(.right), .ask(.latencyLimit), .cycleObjective, .showReasons,
                    .toggleTable, .switchArchitecture, .pickRegion,
                ]
            case .threads: [.move(.right), .next, .ask(.megabytesPerVCPU)]
            case .samples: [.move(.rightMeasured), .next]
            case .capacity:
                [.move(.right), .ask(.monthlyInvocations), .ask(.provisionedConcurrency), .next]
            case .runs: [.next, .confirm, .cycleObjective, .ask(.latencyLimit)]
            }
        let rest: [Action] = [
            .undo, .save, .copy, .ask(.jump), .ask(.monthlyInvocations), .ask(.coldStartShare),
            .ask(.ephemeralStorage), .ask(.provisionedConcurrency), .ask(.megabytesPerVCPU),
        ]
        return own + rest.filter { !own.contains($0) } + [.showHelp, .quit]
    }

    private func keyHints(columns: Int) -> [Span] {
        let hints = hinted.compactMap { action in
            KeyMap.bindings.first { $0.action == action }.map { Self.hints([pair($0)]) }
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

    /// The keys of a hint, with those of the opposite direction, and its word.
    private func pair(_ binding: KeyBinding) -> (String, String) {
        switch binding.action {
        case .move(.right): ("←→", binding.hint)
        case .move(.rightMeasured): ("H L", binding.hint)
        case .next: ("↑↓", state.screen == .runs ? "run" : binding.hint)
        default: (binding.keys.first?.name ?? "", binding.hint)
        }
    }
}
