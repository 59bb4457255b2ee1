import Estimation
import LambdaPlatform
import TerminalKit
import Tuning

/// Options and their differences in words, for screens and plain text alike.
enum OptionText {
    /// The setting and the strategy: `1,792 MB, dispatch`.
    static func name(of option: Option) -> String {
        "\(Wording.memory(option.memory)), \(option.strategy)"
    }

    /// The setting and what it means in one line.
    static func line(of option: Option, _ currency: Currency) -> String {
        "\(name(of: option)): \(Wording.duration(option.durationMS.value)), "
            + "\(Wording.money(option.costPerMillion.value, currency)) per million"
            + (option.isProjected ? " (projected)" : "")
    }

    /// How the figures of an option came about, in one word or two.
    static func origin(of option: Option) -> String {
        option.isProjected ? "projected" : option.isMeasured ? "measured" : "interpolated"
    }

    /// An interval: `451–465 ms`.
    static func interval(_ estimate: Estimate) -> String {
        let high = Wording.duration(estimate.high)
        var low = Wording.duration(estimate.low)
        // The unit once, where both ends have the same.
        if let unit = high.split(separator: " ").last, low.hasSuffix(" " + unit) {
            low.removeLast(unit.count + 1)
        }
        return low + "–" + high
    }

    /// What an option changes against another: duration, cost and the month's bill.
    static func change(
        from old: Option,
        to new: Option,
        in analysis: Analysis
    ) -> [Span] {
        let month = analysis.monthlyCost(of: new) - analysis.monthlyCost(of: old)
        return [
            span(old.durationMS.value, new.durationMS.value),
            Span(" duration, "),
            span(old.costPerMillion.value, new.costPerMillion.value),
            Span(" cost ("),
            Span(Wording.moneyChange(month, analysis.currency), style(for: month)),
            Span(" a month)"),
        ]
    }

    private static func span(_ old: Double, _ new: Double) -> Span {
        Span(NumberText.percentChange(from: old, to: new), style(for: new - old))
    }

    private static func style(for change: Double) -> Style {
        change < 0 ? .good : change > 0 ? .caution : .body
    }
}
