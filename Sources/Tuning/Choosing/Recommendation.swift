package import Estimation
import LambdaPlatform
package import Measurement

/// The chosen option, why, what else there is, and what to be careful about.
package struct Recommendation: Hashable, Sendable {
    /// The chosen option.
    package let choice: Option

    /// Plain-word sentences, the most important first.
    package let reasons: [String]

    /// Cheapest, fastest, balanced and recommended, where they differ from the choice.
    package let alternatives: [Alternative]

    /// Measured settings whose objective cannot be told apart from the choice's.
    package let ties: [Option]

    /// Reasons to be careful with the choice.
    package let cautions: [Caution]

    /// Whether the limits can be met; when not, the choice is the closest and a caution says so.
    package let isFeasible: Bool

    /// The choice against the setting in use today, where that is known.
    package let comparison: Comparison?

    /// What each event of a weighted mix takes and costs at the choice; none for a single event.
    package let events: [Event]

    /// One event of a mix at the choice.
    package struct Event: Hashable, Sendable {
        /// The event's name.
        package let name: String

        /// The event's weight over the sum of all weights.
        package let share: Double

        /// What that event alone would take and cost.
        package let option: Option
    }

    /// Another aim's choice.
    package struct Alternative: Hashable, Sendable {
        /// The aim: `recommended`, `cheapest`, `fastest` or `balanced`.
        package let label: String

        /// What that aim would choose.
        package let option: Option
    }

    /// The choice against the setting in use today.
    package struct Comparison: Hashable, Sendable {
        /// The setting in use today, with the choice's strategy.
        package let current: Option

        /// How many times faster the choice is; below 1 it is slower.
        package let speedup: Estimate

        /// What the choice costs over what today's setting costs.
        package let costRatio: Estimate

        /// What a month costs less with the choice, in currency units; negative where more.
        package let monthlySaving: Double
    }

    package init(
        choice: Option,
        reasons: [String],
        alternatives: [Alternative],
        ties: [Option],
        cautions: [Caution],
        isFeasible: Bool,
        comparison: Comparison?,
        events: [Event] = []
    ) {
        self.choice = choice
        self.reasons = reasons
        self.alternatives = alternatives
        self.ties = ties
        self.cautions = cautions
        self.isFeasible = isFeasible
        self.comparison = comparison
        self.events = events
    }
}
