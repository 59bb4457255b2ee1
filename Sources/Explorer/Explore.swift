import LambdaPlatform
import Measurement
package import TerminalKit
package import Tuning

/// How the explorer is opened.
package struct ExplorerOptions: Sendable {
    /// The environment variables, which decide color and characters.
    package var environment: [String: String]

    /// What the command line says about color.
    package var color: ColorPreference

    /// The dots that curves are made of; nil for braille, or ASCII where there is no Unicode.
    package var marks: ChartMarks?

    /// Whether the mouse is used.
    package var usesMouse: Bool

    /// Keeps a choice and writes what belongs to it; returns a sentence that says where.
    package var save: (@Sendable (ExplorerChoice) throws -> String)?

    /// Takes how to open the explorer.
    package init(
        environment: [String: String],
        color: ColorPreference = .auto,
        marks: ChartMarks? = nil,
        usesMouse: Bool = true,
        save: (@Sendable (ExplorerChoice) throws -> String)? = nil
    ) {
        self.environment = environment
        self.color = color
        self.marks = marks
        self.usesMouse = usesMouse
        self.save = save
    }
}

extension ExplorerOptions {
    /// Whether a full screen can be drawn at all: the output is a terminal that is not `dumb`.
    package static func canDraw(environment: [String: String], isTerminal: Bool) -> Bool {
        let terminal = environment["TERM"] ?? ""
        return isTerminal && !terminal.isEmpty && terminal != "dumb" && terminal != "unknown"
    }

    var encoder: FrameEncoder {
        FrameEncoder(
            theme: .standard,
            depth: .decide(preference: color, environment: environment, isTerminal: true),
            repertoire: .decide(environment: environment)
        )
    }

    var view: ViewOptions {
        let isASCII = CharacterRepertoire.decide(environment: environment) == .ascii
        return ViewOptions(marks: isASCII ? .ascii : marks ?? .braille)
    }
}

/// How the explorer was left.
package struct ExplorerOutcome: Sendable {
    /// The choice that was saved last, where one was.
    package let saved: ExplorerChoice?

    /// The option under the cursor when it was left.
    package let option: Tuning.Option?

    /// The signal that ended it, where one did: to be raised again by whoever cares.
    package let signal: Int32?

    /// Whether a measurement was still going on.
    package let wasMeasuring: Bool
}

/// Opens the explorer on runs and returns when it is left; the terminal is as it was found.
///
/// Blocks the thread it is called on.
///
/// - Throws: ``TerminalKit/TerminalFailure`` when there is no terminal.
package func explore(
    _ runs: [TunedRun],
    under conditions: Conditions,
    options: ExplorerOptions
) throws -> ExplorerOutcome {
    let state = ExplorerState(runs: runs, conditions: conditions)
    return try ExplorerLoop(state: state, feed: LiveFeed(), options: options).run()
}

/// Opens the explorer on a measurement that sends its events to a feed, and stays open on the result.
///
/// Blocks the thread it is called on. Leaving it does not end the measurement: the outcome says
/// whether one was still going on.
///
/// - Throws: ``TerminalKit/TerminalFailure`` when there is no terminal.
package func watch(
    _ feed: LiveFeed,
    of function: String,
    isBilled: Bool,
    under conditions: Conditions,
    options: ExplorerOptions
) throws -> ExplorerOutcome {
    let live = LiveState(function: function, tariff: conditions.tariff, isBilled: isBilled)
    let state = ExplorerState(watching: live, conditions: conditions)
    return try ExplorerLoop(state: state, feed: feed, options: options).run()
}

/// The loop between the terminal and the state; everything it decides is decided elsewhere.
struct ExplorerLoop {
    var state: ExplorerState
    let feed: LiveFeed
    let options: ExplorerOptions
    private let worker: CapacityWorker

    init(state: ExplorerState, feed: LiveFeed, options: ExplorerOptions) {
        self.state = state
        self.feed = feed
        self.options = options
        self.worker = CapacityWorker(feed: feed)
    }

    consuming func run() throws -> ExplorerOutcome {
        let terminal = TerminalOptions(
            encoder: options.encoder,
            usesMouse: options.usesMouse,
            waker: feed.waker
        )
        let signal = try withTerminal(terminal) { session in
            var signal: Int32?
            session.present(state.canvas(size: session.size, options: options.view))
            while true {
                let events = session.events()
                for case .signal(let number) in events { signal = number }
                let effects = handle(events, size: session.size)
                if carry(out: effects, in: session) { return signal }
                session.present(state.canvas(size: session.size, options: options.view))
            }
        }
        return ExplorerOutcome(
            saved: state.saved,
            option: state.cursorOption,
            signal: signal,
            wasMeasuring: state.live.map { $0.ending == nil && state.runs.isEmpty } ?? false
        )
    }

    /// Lets the state take note of the events, the measurement's first.
    private mutating func handle(_ events: [InputEvent], size: CellSize) -> [Effect] {
        var effects: [Effect] = []
        for event in feed.take() { effects += state.update(event) }
        for event in events {
            if case .mouse(let action) = event, action.kind == .press || action.kind == .drag,
                let place = state.target(column: action.column, row: action.row, size: size)
            {
                effects += state.update(.pointed(place, isDrag: action.kind == .drag))
            } else {
                effects += state.update(.input(event))
            }
        }
        return effects
    }

    /// Does what the keys asked for; true when the explorer is to be left.
    private mutating func carry(out effects: [Effect], in session: TerminalSession) -> Bool {
        for effect in effects {
            switch effect {
            case .quit: return true
            case .suspend: session.suspend()
            case .redraw: session.invalidate()
            case .copy(let text): session.copy(text)
            case .save(let choice): keep(choice)
            case .simulate(let question):
                worker.ask(question, about: state.runs[question.runIndex])
            }
        }
        return false
    }

    private mutating func keep(_ choice: ExplorerChoice) {
        guard let save = options.save else { return }
        do {
            _ = state.update(.saved(try save(choice)))
        } catch {
            _ = state.update(.saved("Not saved: \(error)"))
        }
    }
}
