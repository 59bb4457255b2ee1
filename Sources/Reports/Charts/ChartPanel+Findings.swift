import Estimation
import LambdaPlatform
import Measurement
import Tuning

extension ChartPanel {
    /// The chart of durations.
    static func duration(of findings: Findings) -> ChartPanel {
        panel(
            of: findings,
            "Duration by memory setting",
            \.durationMS,
            isLogarithmic: true
        ) { Figures.short($0) + " ms" }
    }

    /// The chart of costs per million invocations.
    static func cost(of findings: Findings) -> ChartPanel {
        let sign = findings.currencySign
        return panel(
            of: findings,
            "Cost of a million invocations by memory setting",
            \.costPerMillion,
            isLogarithmic: false
        ) { Figures.money($0, sign: sign) }
    }

    private static func panel(
        of findings: Findings,
        _ title: String,
        _ figure: KeyPath<Option, Estimate>,
        isLogarithmic: Bool,
        label: @escaping @Sendable (Double) -> String
    ) -> ChartPanel {
        let series = findings.lines.map { ChartSeries($0, figure) }
        let choice = findings.recommendation.choice
        return ChartPanel(
            title: title,
            summary: "\(inWords(series, label)). Chosen: \(Findings.name(of: choice)) at "
                + "\(label(choice[keyPath: figure].value)).",
            label: label,
            isLogarithmic: isLogarithmic,
            series: series,
            chosen: choice.memory
        )
    }
}

extension ChartSeries {
    /// A figure along a strategy's curve.
    fileprivate init(_ line: Findings.Line, _ figure: KeyPath<Option, Estimate>) {
        name = line.strategy.rawValue.printable
        points = line.options.map { option in
            ChartPoint(
                memory: option.memory,
                figure: option[keyPath: figure],
                kind: option.isProjected ? "projected" : option.isMeasured ? "measured" : "fitted",
                isMarked: line.hasSamples(at: option.memory),
                isProjected: option.isProjected
            )
        }
    }
}
