import LambdaPlatform
import TerminalKit
import Tuning

extension ExplorerState {
    /// Takes a press on, or a drag over, a place of the charts.
    ///
    /// The line of the latency limit can be taken hold of; while the limit is asked for, every place
    /// means a limit; otherwise the cursor goes there.
    mutating func point(at place: PointedAt, isDrag: Bool) {
        if case .prompt(var prompt) = layer, prompt.question == .latencyLimit {
            guard let limit = place.durationMS else { return }
            prompt.text = NumberText.plain(limit)
            preview(&prompt)
            layer = .prompt(prompt)
            return
        }
        guard layer == nil, let analysis else { return }
        if !isDrag { limitBeforeDrag = place.isOnLimit ? whatIf : nil }
        if let before = limitBeforeDrag {
            if isDrag { dragLimit(to: place.durationMS, from: before) }
        } else {
            cursor =
                analysis.settings.min {
                    abs($0.megabytes - place.memory.megabytes)
                        < abs($1.megabytes - place.memory.megabytes)
                } ?? cursor
        }
    }

    private mutating func dragLimit(to durationMS: Double?, from before: WhatIf) {
        guard let durationMS, let limit = Double(NumberText.plain(durationMS)) else { return }
        var next = before
        next.conditions.latencyLimit = LatencyLimit(
            quantile: before.conditions.latencyLimit?.quantile ?? 0.95,
            milliseconds: limit
        )
        apply(next)
    }

    /// Takes the wheel as left and right, and lets go of what was dragged.
    mutating func update(_ action: MouseAction) -> [Effect] {
        guard layer == nil, analysis != nil else { return [] }
        switch action.kind {
        case .wheelUp: return perform(.move(.right))
        case .wheelDown: return perform(.move(.left))
        case .release:
            if let before = limitBeforeDrag, before != whatIf { history.append(before) }
            limitBeforeDrag = nil
        case .press, .drag: break
        }
        return []
    }
}
