import Estimation
import LambdaPlatform
import Measurement

extension TunedRun {
    /// Reasons to be careful with one choice.
    func cautions(about choice: Option, _ chooser: Chooser) -> [Caution] {
        [
            infeasibility(of: choice, chooser),
            chooser.tie(of: choice),
            nearLimit(choice, chooser),
            projection(of: choice),
            tightMemory(at: choice),
            failures(at: choice),
        ].compactMap(\.self)
    }

    private func infeasibility(of choice: Option, _ chooser: Chooser) -> Caution? {
        guard !chooser.isFeasible else { return nil }
        let broken = brokenLimits(at: choice, chooser.conditions)
        return Caution(
            code: "infeasible-limit",
            message: "No setting keeps the limits; \(choice.memory)"
                + "\(choice.strategy.afterSetting) comes closest: "
                + "\(broken.joined(separator: ", and "))."
        )
    }

    /// Each limit that an option breaks, and by what.
    private func brokenLimits(at option: Option, _ conditions: Conditions) -> [String] {
        var broken: [String] = []
        if let limit = conditions.latencyLimit, let curve = curve(for: option.strategy) {
            let latency = curve.quantileMS(limit.quantile, at: option.memory).value
            if latency > limit.milliseconds {
                broken.append(
                    "\(percent(limit.quantile)) of its invocations take up to "
                        + "\(milliseconds(latency)), not \(milliseconds(limit.milliseconds))"
                )
            }
        }
        if let limit = conditions.costLimitPerMillion, option.costPerMillion.value > limit {
            broken.append(
                "a million invocations cost \(rounded(option.costPerMillion.value, decimals: 4)) "
                    + "\(conditions.tariff.prices.currency.rawValue), not "
                    + "\(rounded(limit, decimals: 4))"
            )
        }
        return broken
    }

    private func nearLimit(_ choice: Option, _ chooser: Chooser) -> Caution? {
        guard chooser.isFeasible, let limit = chooser.conditions.latencyLimit,
            let curve = curve(for: choice.strategy)
        else { return nil }
        let latency = curve.quantileMS(limit.quantile, at: choice.memory)
        guard latency.high > limit.milliseconds else { return nil }
        return Caution(
            code: "near-latency-limit",
            message: "The latency at \(choice.memory) may reach \(milliseconds(latency.high)), "
                + "over the limit of \(milliseconds(limit.milliseconds))."
        )
    }

    private func projection(of choice: Option) -> Caution? {
        guard choice.isProjected else { return nil }
        return Caution(
            code: "projected-choice",
            message: "The duration at \(choice.memory) is projected, not measured: "
                + "measure it there before relying on it."
        )
    }

    private func tightMemory(at choice: Option) -> Caution? {
        let used = curves.flatMap(\.measured).compactMap(\.maxMemoryUsedMB).filter {
            $0 <= Double(choice.memory.megabytes)
        }.max()
        guard let used, used > 0.9 * Double(choice.memory.megabytes) else { return nil }
        return Caution(
            code: "tight-memory",
            message: "\(rounded(used, decimals: 0)) MB of memory were seen in use, which leaves "
                + "little at \(choice.memory)."
        )
    }

    private func failures(at choice: Option) -> Caution? {
        let setting = curve(for: choice.strategy)?.measured.first { $0.memory == choice.memory }
        guard let setting, setting.failureShare > 0 else { return nil }
        return Caution(
            code: "failures-at-choice",
            message: "\(percent(setting.failureShare)) of the invocations at \(choice.memory) "
                + "did not succeed."
        )
    }
}
