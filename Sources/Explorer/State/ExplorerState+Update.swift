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

    /// Simulate months of traffic, and say when that is done.
    case simulate(CapacityQuestion)
}

/// A place of the charts in their own units.
package struct PointedAt: Hashable, Sendable {
    /// The memory setting of the column.
    package let memory: MemorySetting

    /// The duration in ms of the row, where it is one of the duration chart.
    package let durationMS: Double?

    /// Whether the line of the latency limit lies here.
    package let isOnLimit: Bool

    /// Takes a setting, and a duration where there is one.
    package init(memory: MemorySetting, durationMS: Double?, isOnLimit: Bool = false) {
        self.memory = memory
        self.durationMS = durationMS
        self.isOnLimit = isOnLimit
    }
}

/// Something that the explorer has to take note of.
package enum ExplorerEvent: Sendable {
    /// The terminal's.
    case input(InputEvent)

    /// The mouse was pressed on, or dragged over, a place of the charts.
    case pointed(PointedAt, isDrag: Bool)

    /// A month of traffic was simulated.
    case simulated(CapacityDigest)

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
        react(to: event) + unansweredQuestions()
    }

    private mutating func react(to event: ExplorerEvent) -> [Effect] {
        switch event {
        case .input(let event): return update(event)
        case .pointed(let place, let isDrag): point(at: place, isDrag: isDrag)
        case .simulated(let digest):
            if digest.question == capacityQuestion { capacity = digest }
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
}
