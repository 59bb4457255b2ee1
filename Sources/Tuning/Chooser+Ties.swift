import Estimation
import Measurement

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
    /// How far, as a share, an objective may lie from a tie and still be borderline.
    private static let borderline = 0.02

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
                return ratio.low <= 1 + Self.borderline
            }
        }
        guard let cheapest = self.choice(for: .cheapest) else { return nil }
        let edge = 1...(1 + Self.borderline)
        let beyond = options.first { option in
            option.isMeasured && option.durationMS.value < choice.durationMS.value * 0.98
                && edge.contains(run.costRatio(of: option, to: cheapest).low)
        }
        if let beyond { return beyond }
        let low = run.costRatio(of: choice, to: cheapest).low
        return choice != cheapest && low > 1 - Self.borderline ? cheapest : nil
    }
}

extension Estimate {
    /// Whether a ratio cannot be told apart from 1.
    var holdsOne: Bool { low <= 1 && 1 <= high }
}
