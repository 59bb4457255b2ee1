import Estimation
import LambdaPlatform
import Measurement
import Tuning

extension Findings {
    /// The answer in one sentence, against the setting in use today where that is known.
    ///
    /// For example "1,536 MB instead of 512 MB: 2.9× faster, 3.0 % cheaper, $41.00 less a month at
    /// 10 M invocations."
    package var headline: String {
        let choice = recommendation.choice
        let figures =
            "\(Figures.short(choice.durationMS.value)) ms, "
            + "\(cost(choice)) per million invocations."
        guard let comparison else { return "\(Self.name(of: choice)): \(figures)" }
        guard comparison.current.memory != choice.memory else {
            return "Keep \(Self.name(of: choice)): \(figures)"
        }
        let words = [speed(comparison), price(comparison), month(comparison)]
        return "\(Self.name(of: choice)) instead of \(Self.name(of: comparison.current)): "
            + words.compactMap(\.self).joined(separator: ", ") + "."
    }

    /// An option as people call it: `1,792 MB`, or `3,584 MB with dispatch`.
    static func name(of option: Option) -> String {
        let memory = Figures.memory(option.memory)
        return [.single, .asIs].contains(option.strategy)
            ? memory : "\(memory) with \(option.strategy.rawValue.printable)"
    }

    private func cost(_ option: Option) -> String {
        Figures.money(option.costPerMillion.value, sign: currencySign)
    }

    private func speed(_ comparison: Recommendation.Comparison) -> String? {
        let speedup = comparison.speedup
        if speedup.low <= 1, speedup.high >= 1 { return "as fast" }
        return speedup.value >= 1
            ? "\(Self.times(speedup.value)) faster" : "\(Self.times(1 / speedup.value)) slower"
    }

    private static func times(_ ratio: Double) -> String {
        Figures.fixed(ratio, decimals: ratio < 10 ? (ratio < 1.1 ? 2 : 1) : 0) + "×"
    }

    private func price(_ comparison: Recommendation.Comparison) -> String? {
        let change = comparison.costRatio.value - 1
        guard change.isFinite else { return nil }
        if abs(change) < 0.0005 { return "at the same cost" }
        return "\(Figures.percent(abs(change))) \(change < 0 ? "cheaper" : "more expensive")"
    }

    private func month(_ comparison: Recommendation.Comparison) -> String? {
        guard conditions.monthlyInvocations > 0 else { return nil }
        let amount = Figures.money(abs(comparison.monthlySaving), sign: currencySign)
        let direction = comparison.monthlySaving < 0 ? "more" : "less"
        let traffic = Figures.count(conditions.monthlyInvocations)
        return "\(amount) \(direction) a month at \(traffic) invocations"
    }
}
