import LambdaPlatform
import Measurement
import TerminalKit
import Tuning

extension ExplorerState {
    /// Changes a condition at the press of one key.
    mutating func changeCondition(_ action: Action) {
        var next = whatIf
        switch action {
        case .cycleObjective:
            next.conditions.objective = next.conditions.objective.next
        case .switchArchitecture:
            guard let tariff = otherArchitecture(next.conditions.tariff) else { return }
            next.conditions.tariff = tariff
        case .markCurrent:
            next.currentMemory[runIndex] = cursor
        case .pickRegion:
            let region = next.conditions.tariff.prices.region
            layer = .regions(RegionPicker(selected: region, before: whatIf))
            return
        case .undo:
            return undo()
        default:
            return
        }
        commit(next, from: whatIf)
    }

    private mutating func otherArchitecture(_ tariff: Tariff) -> Tariff? {
        let other: Architecture = tariff.architecture == .arm64 ? .x86_64 : .arm64
        do {
            let result = try Tariff(prices: tariff.prices, architecture: other)
            message =
                "\(other.rawValue): prices only; the durations stay those measured on "
                + "\(measuredArchitecture.rawValue)."
            return result
        } catch {
            message = error.description
            return nil
        }
    }

    private var measuredArchitecture: Architecture {
        analysis?.run.run.record.architecture ?? .host
    }

    /// Makes a change that can be undone.
    mutating func commit(_ next: WhatIf, from before: WhatIf) {
        apply(next)
        guard next != before else { return }
        history.append(before)
    }

    /// Makes a change that is still being thought about.
    mutating func apply(_ next: WhatIf) {
        guard next != whatIf else { return }
        let followsChoice = cursorOption.map {
            $0.memory == analysis?.choice.memory && $0.strategy == analysis?.choice.strategy
        }
        whatIf = next
        analyse()
        if followsChoice ?? true { moveToChoice() }
        workOutPage()
    }

    private mutating func undo() {
        guard let before = history.popLast() else {
            message = "Nothing to undo."
            return
        }
        apply(before)
        message = "Undone."
    }
}

extension ExplorerState {
    /// Opens a question.
    mutating func ask(_ question: Question) {
        guard analysis != nil else { return }
        layer = .prompt(Prompt(question, before: whatIf))
    }

    /// Takes a key while a question is open; every change is shown at once.
    mutating func answer(_ press: KeyPress, _ open: Prompt) {
        var prompt = open
        switch press.key {
        case .escape:
            apply(prompt.before)
            layer = nil
            return
        case .enter:
            return close(prompt)
        case .backspace:
            if !prompt.text.isEmpty { prompt.text.removeLast() }
        case .character(let character) where press.modifiers.isEmpty:
            prompt.type(String(character))
        case .character("u") where press.modifiers == .control:
            prompt.text = ""
        default:
            return
        }
        preview(&prompt)
        layer = .prompt(prompt)
    }

    mutating func preview(_ prompt: inout Prompt) {
        prompt.objection = nil
        guard !prompt.text.isEmpty else { return apply(prompt.before) }
        switch prompt.question.answer(prompt.text, to: prompt.before) {
        case .change(let next): apply(next)
        case .jump: break
        case .objection(let sentence):
            apply(prompt.before)
            prompt.objection = sentence
        }
    }

    private mutating func close(_ open: Prompt) {
        var prompt = open
        if prompt.text.isEmpty, prompt.question != .latencyLimit {
            layer = nil
            return
        }
        switch prompt.question.answer(prompt.text, to: prompt.before) {
        case .change(let next):
            commit(next, from: prompt.before)
            layer = nil
        case .jump(let memory):
            cursor = memory
            layer = nil
        case .objection(let sentence):
            prompt.objection = sentence
            layer = .prompt(prompt)
        }
    }

    /// Takes the first line of pasted text as if its characters had been typed.
    mutating func paste(_ text: String) {
        guard case .prompt(var prompt) = layer else { return }
        let line = text.drop(while: \.isWhitespace).prefix { !$0.isNewline }
        prompt.type(line)
        preview(&prompt)
        layer = .prompt(prompt)
    }

    /// Takes a key while a Region is being picked; the prices follow the selection.
    mutating func pick(_ press: KeyPress, _ open: RegionPicker) {
        var picker = open
        switch press.key {
        case .escape:
            apply(picker.before)
            layer = nil
            return
        case .enter:
            commit(whatIf, from: picker.before)
            layer = nil
            return
        case .up: picker.move(by: -1)
        case .down, .tab: picker.move(by: 1)
        case .pageUp: picker.move(by: -10)
        case .pageDown: picker.move(by: 10)
        case .backspace: picker.narrow(to: String(picker.filter.dropLast()))
        case .character(let character): picker.narrow(to: picker.filter + String(character))
        default: return
        }
        layer = .regions(picker)
        var next = picker.before
        let architecture = next.conditions.tariff.architecture
        do {
            let prices = try PriceList.standard.prices(in: picker.selected)
            next.conditions.tariff = try Tariff(prices: prices, architecture: architecture)
            apply(next)
        } catch {
            message = "\(error)"
        }
    }
}
