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
        guard let baseline else {
            return "\(Self.name(of: choice)): \(Figures.short(choice.durationMS.value)) ms, "
                + "\(cost(choice)) per million invocations."
        }
        guard baseline.memory != choice.memory || baseline.strategy != choice.strategy else {
            return "Keep \(Self.name(of: choice)): \(Figures.short(choice.durationMS.value)) ms, "
                + "\(cost(choice)) per million invocations."
        }
        let comparison = [speed(against: baseline), price(against: baseline), month]
        return "\(Self.name(of: choice)) instead of \(Self.name(of: baseline)): "
            + comparison.compactMap(\.self).joined(separator: ", ") + "."
    }

    /// An option as people call it: `1,792 MB`, or `3,584 MB with dispatch`.
    static func name(of option: Option) -> String {
        let memory = "\(Figures.grouped(option.memory.megabytes)) MB"
        return option.strategy == .single
            ? memory : "\(memory) with \(option.strategy.rawValue.printable)"
    }

    private func cost(_ option: Option) -> String {
        Figures.money(option.costPerMillion.value, sign: currencySign)
    }

    private func speed(against baseline: Option) -> String? {
        let choice = recommendation.choice
        guard baseline.durationMS.value > 0, choice.durationMS.value > 0 else { return nil }
        if choice.durationMS.overlaps(baseline.durationMS) { return "as fast" }
        let ratio = baseline.durationMS.value / choice.durationMS.value
        return ratio >= 1
            ? "\(Self.times(ratio)) faster" : "\(Self.times(1 / ratio)) slower"
    }

    private static func times(_ ratio: Double) -> String {
        Figures.fixed(ratio, decimals: ratio < 10 ? (ratio < 1.1 ? 2 : 1) : 0) + "×"
    }

    private func price(against baseline: Option) -> String? {
        guard baseline.costPerMillion.value > 0 else { return nil }
        let change = recommendation.choice.costPerMillion.value / baseline.costPerMillion.value - 1
        if abs(change) < 0.0005 { return "at the same cost" }
        return "\(Figures.percent(abs(change))) \(change < 0 ? "cheaper" : "more expensive")"
    }

    private var month: String? {
        guard conditions.monthlyInvocations > 0 else { return nil }
        let amount = Figures.money(abs(monthlySavings), sign: currencySign)
        let direction = monthlySavings < 0 ? "more" : "less"
        let traffic = Figures.count(conditions.monthlyInvocations)
        return "\(amount) \(direction) a month at \(traffic) invocations"
    }
}
