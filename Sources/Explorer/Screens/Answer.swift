import Estimation
import LambdaPlatform
import TerminalKit
import Tuning

/// The answer at the top of the page: the choice, its figures, the limit, the reason.
struct Answer {
    let analysis: Analysis

    func draw(on canvas: inout Canvas, in area: CellArea) {
        let inner = area.inset(columns: 1, rows: 0)
        canvas.write(choice(isShort: inner.columns < 76), in: inner.line(0))
        let reason = (limitSentence + analysis.recommendation.reasons).joined(separator: " ")
        let lines = Span.wrapped(reason, columns: inner.columns)
        let room = area.rows - 2
        // Where there is no room for reasons, the limit that was asked about comes first.
        if room <= 0, let sentence = limitSentence.first {
            return canvas.write(sentence, in: inner.line(area.rows - 1))
        }
        for (index, line) in lines.prefix(max(0, room)).enumerated() {
            let isCut = index == room - 1 && lines.count > room
            canvas.write(isCut ? line + " …" : line, in: inner.line(1 + index))
        }
        canvas.write(conditions(hint: true), in: inner.line(area.rows - 1))
    }

    private func choice(isShort: Bool) -> [Span] {
        let option = analysis.choice
        let isFeasible = analysis.recommendation.isFeasible
        let cost = Wording.money(option.costPerMillion.value, analysis.currency)
        var spans = [
            Span(isFeasible ? "★ " : "✗ ", isFeasible ? .choice : .caution),
            Span(OptionText.name(of: option), Style.choice.bold),
            Span("  \(Wording.duration(option.durationMS.value))", Style.body.bold),
            Span(isShort ? "  " : "  p95 \(Wording.duration(option.p95MS.value))  "),
            Span(isShort ? "\(cost)/M" : "\(cost) per million", Style.body.bold),
        ]
        if option.isProjected { spans.append(Span("  projected", .caution)) }
        return spans + limit(isShort: isShort)
    }

    /// From which setting on the limit is kept, where it can be.
    var limitSentence: [String] {
        guard let limit = analysis.conditions.latencyLimit else { return [] }
        guard let least = analysis.smallestWithinLimit else {
            return ["No setting keeps \(Wording.limit(limit))."]
        }
        let strategy = analysis.lines.count > 1 ? " (\(least.strategy))" : ""
        return [
            "\(Wording.limit(limit)) holds from \(Wording.memory(least.memory)) on\(strategy)."
        ]
    }

    private func limit(isShort: Bool) -> [Span] {
        guard let limit = analysis.conditions.latencyLimit else { return [] }
        let isKept = analysis.recommendation.isFeasible
        if isShort { return isKept ? [Span(" ✓", .good)] : [Span(" ✗", .caution)] }
        let text = Wording.limit(limit)
        return isKept
            ? [Span("  ✓ " + text, .good)]
            : [Span("  no setting keeps " + text, .caution)]
    }

    /// What the choice is made under, in one line; `hint` adds the key that shows the cautions.
    func conditions(hint: Bool) -> [Span] {
        let conditions = analysis.conditions
        var parts = [Span("aim ", .muted), Span(Wording.aim(conditions.objective))]
        let cautions = analysis.recommendation.cautions.count
        if cautions > 0 {
            parts.append(Span(" · \(cautions) caution\(cautions == 1 ? "" : "s")", .caution))
            if hint { parts.append(Span(" (w)", .key)) }
        }
        let tariff = conditions.tariff
        parts += [
            Span(" · ", .muted), Span(tariff.architecture.rawValue), Span(" "),
            Span(tariff.prices.region), Span(" · ", .muted),
            Span(Wording.count(conditions.monthlyInvocations) + " a month"),
        ]
        if conditions.coldStartShare > 0 {
            let share = NumberText.significant(conditions.coldStartShare * 100, digits: 2)
            parts.append(Span(" · \(share) % cold"))
        }
        if conditions.ephemeralStorageMB > 512 {
            parts.append(Span(" · /tmp \(conditions.ephemeralStorageMB) MB"))
        }
        if conditions.provisionedConcurrency > 0 {
            let isPriced = tariff.provisioned != nil
            parts.append(
                Span(
                    " · \(conditions.provisionedConcurrency) provisioned"
                        + (isPriced ? "" : " (price not known)"),
                    isPriced ? .body : .caution
                )
            )
        }
        if analysis.platform != .standard {
            parts.append(
                Span(" · \(NumberText.plain(analysis.platform.megabytesPerVCPU)) MB per vCPU")
            )
        }
        return parts
    }
}
