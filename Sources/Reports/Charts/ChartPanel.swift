import Estimation
import LambdaPlatform
import Measurement
import Tuning

/// What a chart shows: one figure of every strategy along memory.
struct ChartPanel {
    /// What the chart is about, as its title and for those who cannot see it.
    let title: String

    /// The picture in words.
    let summary: String

    /// The figure that is drawn.
    let figure: @Sendable (Option) -> Estimate

    /// How a value is written at a tick or a point.
    let label: @Sendable (Double) -> String

    /// Whether the vertical axis is logarithmic; it begins at zero otherwise.
    let isLogarithmic: Bool

    /// One series per strategy.
    let lines: [Findings.Line]

    /// The option that is chosen.
    let choice: Option
}

extension ChartPanel {
    /// The chart of durations.
    static func duration(of findings: Findings) -> ChartPanel {
        ChartPanel(
            title: "Duration by memory setting",
            summary: summary(of: findings, "Duration in ms", \.durationMS, Figures.short),
            figure: { $0.durationMS },
            label: { Figures.short($0) + " ms" },
            isLogarithmic: true,
            lines: findings.lines,
            choice: findings.recommendation.choice
        )
    }

    /// The chart of costs per million invocations.
    static func cost(of findings: Findings) -> ChartPanel {
        let sign = findings.currencySign
        let money = { @Sendable (value: Double) in Figures.money(value, sign: sign) }
        return ChartPanel(
            title: "Cost of a million invocations by memory setting",
            summary: summary(of: findings, "Cost per million", \.costPerMillion, money),
            figure: { $0.costPerMillion },
            label: money,
            isLogarithmic: false,
            lines: findings.lines,
            choice: findings.recommendation.choice
        )
    }

    private static func summary(
        of findings: Findings,
        _ what: String,
        _ figure: KeyPath<Option, Estimate>,
        _ label: (Double) -> String
    ) -> String {
        let lines = findings.lines.compactMap { line -> String? in
            guard let first = line.options.first, let last = line.options.last else { return nil }
            return "\(line.strategy.rawValue.printable) from "
                + "\(label(first[keyPath: figure].value)) at \(first.memory) to "
                + "\(label(last[keyPath: figure].value)) at \(last.memory)"
        }
        let choice = findings.recommendation.choice
        return "\(what): \(lines.joined(separator: "; ")). "
            + "Chosen: \(Findings.name(of: choice)) at \(label(choice[keyPath: figure].value))."
    }

    /// What hovering over an option tells.
    func title(of option: Option) -> String {
        let estimate = figure(option)
        let kind = option.isProjected ? "projected" : option.isMeasured ? "measured" : "fitted"
        return "\(option.memory), \(option.strategy.rawValue.printable), \(kind): "
            + "\(label(estimate.value)) (90 % interval \(label(estimate.low)) to "
            + "\(label(estimate.high)))"
    }
}
