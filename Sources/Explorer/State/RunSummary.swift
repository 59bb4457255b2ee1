import Measurement
import Estimation
import LambdaPlatform
package import Tuning

/// One run in a line: what it is at today, what is chosen, and what that saves.
package struct RunSummary: Hashable, Sendable {
    /// The number of the run.
    package let index: Int

    /// The function's name.
    package let name: String

    /// The option in use today, with the strategy of the choice.
    package let current: Option?

    /// The chosen option.
    package let choice: Option

    /// The options along memory with the strategy of the choice.
    package let options: [Option]

    /// What a month costs less with the choice, in currency units; nil without a setting of today.
    package let monthlySaving: Double?

    /// How many reasons there are to distrust it.
    package let cautions: Int

    /// Whether the limits can be met.
    package let isFeasible: Bool

    /// Works out the choice for a run.
    package init(of run: TunedRun, index: Int, under conditions: Conditions) {
        let run = run.supposing(conditions.platform)
        let recommendation = run.recommendation(under: conditions)
        let memory = conditions.currentMemory ?? run.run.record.function.configuredMemoryMB
        let current = memory.flatMap {
            run.option(at: $0, recommendation.choice.strategy, under: conditions)
        }
        self.index = index
        self.name = run.run.record.function.name
        self.current = current
        self.choice = recommendation.choice
        self.options = run.gridSettings(points: 32).compactMap {
            run.option(at: $0, recommendation.choice.strategy, under: conditions)
        }
        self.monthlySaving = current.map {
            ($0.costPerMillion.value - recommendation.choice.costPerMillion.value)
                * Double(conditions.monthlyInvocations) / 1_000_000
        }
        self.cautions = recommendation.cautions.count
        self.isFeasible = recommendation.isFeasible
    }
}
