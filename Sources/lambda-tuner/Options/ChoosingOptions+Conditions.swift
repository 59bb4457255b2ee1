import LambdaPlatform
import Tuning

extension ChoosingOptions {
    /// The conditions that a choice is made under.
    func conditions(tariff: Tariff) -> Conditions {
        Conditions(
            tariff: tariff,
            objective: chosenObjective,
            latencyLimit: p95.map { LatencyLimit(quantile: 0.95, milliseconds: $0) },
            costLimitPerMillion: maxCost,
            monthlyInvocations: monthly,
            memoryMargin: memoryMargin,
            currentMemory: current
        )
    }

    private var chosenObjective: Objective {
        switch objective {
        case "cheapest": .cheapest
        case "fastest": .fastest
        case "balanced": .balanced(weight: weight)
        default: .recommended
        }
    }
}
