import Estimation
import Measurement

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension Chooser {
    /// The balanced value of one option over another's, with the doubt of their durations.
    func balancedRatio(of left: Option, to right: Option, _ objective: Objective) -> Estimate {
        guard case .balanced(let weight) = objective else { return Estimate(exactly: 1) }
        let duration = run.durationRatio(of: left, to: right)
        let value = balanced(left, weight) / balanced(right, weight)
        return duration.scaled(by: value / duration.value)
    }

    /// Measured settings whose objective cannot be told apart from the choice's.
    func ties(with choice: Option, for objective: Objective) -> [Option] {
        options.filter { option in
            guard option != choice, option.isMeasured else { return false }
            switch objective {
            case .cheapest, .recommended:
                return run.costRatio(of: option, to: choice).holdsOne
            case .fastest:
                return run.durationRatio(of: option, to: choice).holdsOne
            case .balanced:
                return balancedRatio(of: option, to: choice, objective).holdsOne
            }
        }
    }
}

extension Chooser {
    /// How far, as a logarithm, an objective may lie from a tie and still be borderline at least: 2 %,
    /// and a fifth of the share of the machine that others had.
    ///
    /// Others slow down settings unevenly, and not by chance.
    ///
    /// - Source: five runs of one hash on two processors that others kept busy (share 0.96): CPU time
    ///   at one setting was up to a fifth above that at another.
    private var narrowest: Double { max(0.02, (run.facts.contention ?? 0) / 5) }

    /// How far, as a logarithm, an objective may lie from a tie and still be borderline.
    ///
    /// - Shape: `1.3 × √2` deviations of the ratio, within which the difference of two runs lies with
    ///   four fifths probability.
    private func borderline(_ ratio: Estimate) -> Double {
        let deviation = log(ratio.high / ratio.low) / 2 / NormalDistribution.quantile(0.95)
        return max(narrowest, 1.3 * 2.0.squareRoot() * deviation)
    }

    /// By how much a setting must be faster to matter as a rival: 2 % where it was measured, else a
    /// tenth, since steps between settings are no finding.
    private static func matters(_ option: Option) -> Double { option.isMeasured ? 0.98 : 0.9 }

    /// Says that another setting might as well have been chosen, where that is so.
    func tie(of choice: Option) -> Caution? {
        guard isFeasible, let other = rival(of: choice) else { return nil }
        let named = other.strategy == choice.strategy ? "" : " with \(other.strategy)"
        return Caution(
            code: "tie",
            message: "\(choice.memory) and \(other.memory)\(named) tie: what was measured does not "
                + "tell which is better."
        )
    }

    /// The option that would be chosen if the measurements had come out a little differently.
    private func rival(of choice: Option) -> Option? {
        guard conditions.objective == .recommended else {
            return options.first { option in
                guard option != choice, option.isMeasured else { return false }
                let ratio = objectiveRatio(of: option, to: choice, conditions.objective)
                return ratio.low <= 1 + narrowest
            }
        }
        guard let cheapest = self.choice(for: .cheapest) else { return nil }
        let beyond = options.filter { option in
            guard
                option.durationMS.value < choice.durationMS.value * Self.matters(option)
            else { return false }
            let ratio = run.costRatio(of: option, to: cheapest)
            return ratio.low > 1 && log(ratio.low) <= borderline(ratio)
        }
        if let other = beyond.first(where: \.isMeasured) ?? beyond.first { return other }
        let ratio = run.costRatio(of: choice, to: cheapest)
        return choice != cheapest && -log(ratio.low) < borderline(ratio) ? cheapest : nil
    }
}

extension Estimate {
    /// Whether a ratio cannot be told apart from 1.
    var holdsOne: Bool { low <= 1 && 1 <= high }
}
