package import Estimation
package import LambdaPlatform
package import Measurement

/// One memory setting with one strategy, and what it would mean.
package struct Option: Hashable, Sendable {
    package let memory: MemorySetting
    package let strategy: ThreadingStrategy
    package let durationMS: Estimate
    package let p95MS: Estimate
    /// Cost of a million invocations in currency units, drawn from exact Money.
    package let costPerMillion: Estimate
    package let isProjected: Bool
    package let isMeasured: Bool
}

/// The chosen option, why, what else there is, and what to be careful about.
package struct Recommendation: Hashable, Sendable {
    package let choice: Option
    /// Plain-word sentences, the most important first.
    package let reasons: [String]
    /// Cheapest, fastest, balanced(0.5) and the like, where they differ from the choice: (label, option).
    package let alternatives: [Alternative]
    /// Options whose objective cannot be told apart from the choice's.
    package let ties: [Option]
    package let cautions: [Caution]
    /// Whether the limits can be met at all; when not, the choice is the closest and a caution says so.
    package let isFeasible: Bool

    package struct Alternative: Hashable, Sendable {
        package let label: String
        package let option: Option
    }
}

/// A run turned into curves, from which any question can be answered without measuring again.
package struct TunedRun: Sendable {
    package let run: MeasuredRun
    /// One curve per strategy that has at least one usable setting, `single` first.
    package let curves: [DurationCurve]
    /// Run-level cautions (noise, drift, projected…), including the record's own.
    package let cautions: [Caution]

    /// Fits curves to a run. Throws TuningFailure when no setting has a usable invocation.
    package init(fitting run: MeasuredRun) throws { fatalError("contract") }

    package func curve(for strategy: ThreadingStrategy) -> DurationCurve? {
        curves.first { $0.strategy == strategy }
    }

    /// The option at a setting under conditions.
    package func option(
        at memory: MemorySetting,
        _ strategy: ThreadingStrategy,
        under conditions: Conditions
    ) -> Option? { fatalError("contract") }

    /// The choice under conditions.
    package func recommendation(under conditions: Conditions) -> Recommendation {
        fatalError("contract")
    }

    /// Options on the Pareto frontier of duration and cost among the conditions' candidates.
    package func frontier(under conditions: Conditions) -> [Option] { fatalError("contract") }

    /// The settings worth drawing: measured ones, knees, steps of visible processors, and a log grid to 10,240 MB.
    package func gridSettings(points: Int) -> [MemorySetting] { fatalError("contract") }
}
