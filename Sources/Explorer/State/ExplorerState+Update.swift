package import LambdaPlatform
package import Measurement
package import TerminalKit
package import Tuning

/// What a key has the world do.
package enum Effect: Hashable, Sendable {
    /// Leave the explorer.
    case quit

    /// Stop the job until the shell continues it.
    case suspend

    /// Draw everything again.
    case redraw

    /// Put text on the clipboard.
    case copy(String)

    /// Keep a choice and write what belongs to it.
    case save(ExplorerChoice)
}

/// A place of the charts in their own units.
package struct PointedAt: Hashable, Sendable {
    /// The memory setting of the column.
    package let memory: MemorySetting

    /// The duration in ms of the row, where it is one of the duration chart.
    package let durationMS: Double?

    /// Takes a setting, and a duration where there is one.
    package init(memory: MemorySetting, durationMS: Double?) {
        self.memory = memory
        self.durationMS = durationMS
    }
}

/// Something that the explorer has to take note of.
package enum ExplorerEvent: Sendable {
    /// The terminal's.
    case input(InputEvent)

    /// The mouse was pressed on, or dragged over, a place of the charts.
    case pointed(PointedAt)

    /// The measurement's.
    case measurement(MeasurementEvent)

    /// The measurement is over and was fitted.
    case measured(TunedRun)

    /// The measurement is over and nothing can be shown for it; one sentence.
    case failed(String)

    /// A choice was kept, or could not be; one sentence.
    case saved(String)
}

extension ExplorerState {
    /// Takes note of an event; what the world has to do comes back.
    ///
    /// - Shape: a pure function of the state and the event.
    package mutating func update(_ event: ExplorerEvent) -> [Effect] {
        switch event {
        case .input(let event): return update(event)
        case .pointed(let place): point(at: place)
        case .measurement(let event):
            live?.receive(event)
        case .measured(let run):
            self = opened(on: run)
        case .failed(let sentence):
            live?.ending = sentence
            message = sentence
        case .saved(let sentence):
            message = sentence
        }
        return []
    }

    private func opened(on run: TunedRun) -> ExplorerState {
        var state = ExplorerState(runs: [run], conditions: whatIf.conditions)
        state.live = live
        state.message = live?.ending
        return state
    }

    private mutating func update(_ event: InputEvent) -> [Effect] {
        switch event {
        case .key(let press): return update(press)
        case .paste(let text): paste(text)
        case .mouse(let action): return update(action)
        case .closed, .signal: return [.quit]
        case .resize: return [.redraw]
        case .wake: break
        }
        return []
    }

    private mutating func update(_ press: KeyPress) -> [Effect] {
        // These work wherever one is, so that nobody is ever caught in a box.
        if press == .control("c") { return [.quit] }
        if press == .control("z") { return [.suspend] }
        if press == .control("l") { return [.redraw] }
        switch layer {
        case .prompt(let prompt): answer(press, prompt)
        case .regions(let picker): pick(press, picker)
        case .help(let offset): layer = scrolled(press, offset).map { .help(offset: $0) }
        case .reasons(let offset): layer = scrolled(press, offset).map { .reasons(offset: $0) }
        case nil:
            message = nil
            guard let action = KeyMap.action(for: press) else { return [] }
            guard action == .numberedScreen else { return perform(action) }
            if let screen = numbered(press) { show(screen) }
        }
        return []
    }

    /// The page that a number key stands for.
    private func numbered(_ press: KeyPress) -> Screen? {
        guard case .character(let character) = press.key,
            let number = character.wholeNumberValue, screens.indices.contains(number - 1)
        else { return nil }
        return screens[number - 1]
    }

    /// Where a box that is read is scrolled to; nil when it closes.
    private func scrolled(_ press: KeyPress, _ offset: Int) -> Int? {
        switch press.key {
        case .down, .character("j"): offset + 1
        case .up, .character("k"): max(0, offset - 1)
        case .pageDown, .character(" "): offset + 10
        case .pageUp: max(0, offset - 10)
        case .home, .character("g"): 0
        default: nil
        }
    }

    /// Puts the cursor on a place, or the latency limit while it is asked for.
    private mutating func point(at place: PointedAt) {
        if case .prompt(var prompt) = layer, prompt.question == .latencyLimit {
            guard let limit = place.durationMS else { return }
            prompt.text = String(Int(limit.rounded()))
            preview(&prompt)
            layer = .prompt(prompt)
        } else if layer == nil, let analysis {
            cursor =
                analysis.settings.min {
                    abs($0.megabytes - place.memory.megabytes)
                        < abs($1.megabytes - place.memory.megabytes)
                } ?? cursor
        }
    }

    /// Takes the wheel as left and right; where a press lies is worked out by whoever draws.
    private mutating func update(_ action: MouseAction) -> [Effect] {
        guard layer == nil, analysis != nil else { return [] }
        switch action.kind {
        case .wheelUp: return perform(.move(.right))
        case .wheelDown: return perform(.move(.left))
        case .press, .drag, .release: return []
        }
    }
}
