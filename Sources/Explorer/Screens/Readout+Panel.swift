import Estimation
import LambdaPlatform
import Measurement
import TerminalKit
import Tuning

extension Readout {
    /// The readout as lines of a panel, for wide windows.
    func panelLines(columns: Int) -> [[Span]] {
        let cost = option.costPerMillion
        var lines: [[Span]] = [
            [Span(OptionText.name(of: option), Style.focus.bold)],
            row("duration", Wording.duration(option.durationMS.value)),
            row("  90 % within", OptionText.interval(option.durationMS)),
            row("p50, p95", "\(p50), \(Wording.duration(option.p95MS.value))") + limit,
            row("vCPUs", "\(share), \(processors) processors"),
            row("per million", Wording.money(cost.value, analysis.currency)),
            row(
                "  90 % within",
                Wording.money(cost.low, analysis.currency) + "–"
                    + Wording.money(cost.high, analysis.currency)
            ),
            row("per month", Wording.money(analysis.monthlyCost(of: option), analysis.currency)),
            row("figures", OptionText.origin(of: option)),
        ]
        if let (name, change) = difference {
            let title = analysis.currentMemory == nil ? "the choice ★" : "today's \(name) MB"
            lines += [
                [], [Span("Against " + title, .title)],
                [Span(label("duration"), .muted), change[0]],
                [Span(label("cost"), .muted), change[2], Span(", "), change[4], Span(" a month")],
            ]
        }
        return lines + rivals + alternatives + remarks(columns: columns)
    }

    private var rivals: [[Span]] {
        let rivals = analysis.lines.filter { $0.strategy != option.strategy }
        guard !rivals.isEmpty else { return [] }
        return [[], [Span("Other strategies here", .title)]]
            + rivals.compactMap { line in
                analysis.option(at: option.memory, line.strategy).map { rival in
                    row(
                        line.strategy.rawValue,
                        "\(Wording.duration(rival.durationMS.value)), "
                            + Wording.money(rival.costPerMillion.value, analysis.currency)
                    )
                }
            }
    }

    private var alternatives: [[Span]] {
        let named =
            [("★ choice", analysis.choice)]
            + analysis.recommendation.alternatives.map { ($0.label, $0.option) }
        return [[], [Span("Aims", .title)]]
            + named.map { label, option in
                row(
                    label,
                    "\(option.memory.megabytes) \(option.strategy), "
                        + "\(Wording.duration(option.durationMS.value)), "
                        + Wording.money(option.costPerMillion.value, analysis.currency)
                )
            }
    }

    /// The further reasons and the cautions.
    private func remarks(columns: Int) -> [[Span]] {
        let reasons = analysis.recommendation.reasons.dropFirst()
        var lines: [[Span]] = reasons.isEmpty ? [] : [[], [Span("Why", .title)]]
        for reason in reasons {
            lines += Span.wrapped(reason, columns: columns).map { [Span($0)] }
        }
        let cautions = analysis.recommendation.cautions
        if !cautions.isEmpty { lines += [[], [Span("Cautions", .title)]] }
        for caution in cautions {
            lines += Span.wrapped(caution.message, columns: columns).map { [Span($0, .caution)] }
        }
        return lines
    }

    private func label(_ text: String) -> String {
        text + String(repeating: " ", count: max(1, 14 - SafeText.columns(of: text)))
    }

    private func row(_ name: String, _ value: String) -> [Span] {
        [Span(label(name), .muted), Span(value)]
    }
}
