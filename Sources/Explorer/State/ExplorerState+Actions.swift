package import LambdaPlatform
import Measurement
import Tuning

extension ExplorerState {
    /// Does what a key asks for.
    mutating func perform(_ action: Action) -> [Effect] {
        switch action {
        case .quit: return [.quit]
        case .suspend: return [.suspend]
        case .redraw: return [.redraw]
        case .save: return save()
        case .copy: return copy()
        case .move(let step): move(step)
        case .next: select(by: 1)
        case .previous: select(by: -1)
        case .confirm: confirm()
        case .ask(let question): ask(question)
        case .toggleTable: showsTable.toggle()
        case .toggleScale: isLogarithmic.toggle()
        case .showHelp: layer = .help(offset: 0)
        case .showReasons: if analysis != nil { layer = .reasons(offset: 0) }
        case .nextScreen: turn(by: 1)
        case .previousScreen: turn(by: -1)
        case .nextRun: open(run: runIndex + 1)
        case .previousRun: open(run: runIndex - 1)
        case .back: goBack()
        case .numberedScreen: break
        case .cycleObjective, .switchArchitecture, .pickRegion, .markCurrent, .undo:
            changeCondition(action)
        }
        return []
    }

    private mutating func goBack() {
        if showsTable { showsTable = false } else if screens.contains(.choose) { show(.choose) }
    }

    private mutating func turn(by step: Int) {
        let screens = screens
        guard let index = screens.firstIndex(of: screen) else { return }
        show(screens[(index + step + screens.count) % screens.count])
    }

    /// Shows a page, working out what it needs.
    mutating func show(_ page: Screen) {
        guard screens.contains(page) else { return }
        screen = page
        workOutPage()
    }

    /// Looks at another run.
    mutating func open(run index: Int) {
        guard runs.indices.contains(index), index != runIndex else { return }
        runIndex = index
        digests = []
        analyse()
        moveToChoice()
        show(screen)
    }

    private mutating func confirm() {
        guard screen == .runs, summaries.indices.contains(selectedRow) else {
            return moveToChoice()
        }
        open(run: summaries[selectedRow].index)
        show(.choose)
    }

    private mutating func select(by step: Int) {
        if screen == .runs {
            selectedRow = min(max(0, selectedRow + step), max(0, summaries.count - 1))
            return
        }
        guard let lines = analysis?.lines, lines.count > 1 else { return }
        let index = lines.firstIndex { $0.strategy == strategy } ?? 0
        strategy = lines[(index + step + lines.count) % lines.count].strategy
        if screen == .capacity { workOutPage() }
    }

    private mutating func move(_ step: Action.Step) {
        guard let analysis else { return }
        let settings = analysis.settings
        let target: MemorySetting? =
            switch step {
            case .left: settings.last { $0 < cursor }
            case .right: settings.first { $0 > cursor }
            case .leftMeasured: analysis.measuredSettings.last { $0 < cursor }
            case .rightMeasured: analysis.measuredSettings.first { $0 > cursor }
            case .first: settings.first
            case .last: settings.last
            }
        cursor = target ?? cursor
    }

    private mutating func save() -> [Effect] {
        guard let option = cursorOption else { return [] }
        let choice = ExplorerChoice(
            runIndex: runIndex,
            option: option,
            conditions: whatIf.conditions(ofRun: runIndex)
        )
        saved = choice
        message = "Saved \(Wording.memory(option.memory)), \(option.strategy)."
        return [.save(choice)]
    }

    private mutating func copy() -> [Effect] {
        guard let option = cursorOption, let analysis else { return [] }
        let command = ApplyCommand.text(
            function: analysis.name,
            memory: option.memory,
            region: analysis.conditions.tariff.prices.region
        )
        message = "Copied: " + command
        return [.copy(command)]
    }
}

/// The command that gives a deployed function a memory setting.
package enum ApplyCommand {
    /// The command for the AWS CLI, with the name quoted for a shell.
    package static func text(function: String, memory: MemorySetting, region: String) -> String {
        "aws lambda update-function-configuration --function-name \(quoted(function)) "
            + "--memory-size \(memory.megabytes) --region \(quoted(region))"
    }

    /// Text as one word of a POSIX shell.
    ///
    /// - Source: POSIX.1-2017, "Shell Command Language", section 2.2.2: within single quotes
    ///   everything but a single quote stands for itself.
    static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                    || (0x61...0x7A).contains(byte) || "-_.:/".utf8.contains(byte)
            }
        if isPlain, !word.hasPrefix("-") { return word }
        // A command is one line: what would break it cannot be part of a name that exists.
        let line = word.filter { !$0.isNewline }
        return "'"
            + line.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "'\\''") + "'"
    }
}
