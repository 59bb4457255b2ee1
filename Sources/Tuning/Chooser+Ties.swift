import Estimation

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

extension Estimate {
    /// Whether a ratio cannot be told apart from 1.
    var holdsOne: Bool { low <= 1 && 1 <= high }
}
