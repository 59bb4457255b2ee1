import Estimation
package import LambdaPlatform
package import Measurement

extension TunedRun {
    /// The choice under conditions.
    ///
    /// - Parameters:
    ///   - conditions: what the choice is made under.
    ///   - known: options that are at hand under the same conditions, so that they are not worked out
    ///     again; nil for every other pair.
    /// - Returns: the choice with its reasons, alternatives and cautions.
    /// - Edge cases: candidates that are no option at all (outside the strategies measured, or too
    ///   small for the memory in use) are ignored in favour of the measured settings.
    package func recommendation(
        under conditions: Conditions,
        known: (MemorySetting, ThreadingStrategy) -> Option? = { _, _ in nil }
    ) -> Recommendation {
        let offered = options(under: conditions, known: known)
        let fallback = curves.flatMap { curve in
            curve.measured.map { option(at: $0.memory, on: curve, under: conditions) }
        }
        guard
            let chooser = Chooser(
                run: self,
                conditions: conditions,
                options: offered.isEmpty ? fallback : offered
            ), let choice = chooser.choice(for: conditions.objective)
        else { preconditionFailure("a tuned run has a measured setting") }
        let comparison = comparison(of: choice, under: conditions)
        let events = events(at: choice, under: conditions)
        let reasons = Reasons(
            chooser: chooser,
            choice: choice,
            comparison: comparison,
            events: events
        )
        return Recommendation(
            choice: choice,
            reasons: reasons.sentences + findings(about: choice, under: conditions),
            alternatives: alternatives(to: choice, chooser),
            ties: chooser.ties(with: choice, for: conditions.objective),
            cautions: cautions + cautions(about: choice, chooser),
            isFeasible: chooser.isFeasible,
            comparison: comparison,
            events: events
        )
    }

    private func alternatives(
        to choice: Option,
        _ chooser: Chooser
    ) -> [Recommendation.Alternative] {
        guard chooser.isFeasible else { return [] }
        let aims: [(String, Objective)] = [
            ("recommended", .recommended), ("cheapest", .cheapest), ("fastest", .fastest),
            ("balanced", .balanced(weight: 0.5)),
        ]
        return aims.compactMap { label, objective in
            chooser.choice(for: objective).flatMap { option in
                option == choice ? nil : Recommendation.Alternative(label: label, option: option)
            }
        }
    }

    private func comparison(
        of choice: Option,
        under conditions: Conditions
    ) -> Recommendation.Comparison? {
        let memory = conditions.currentMemory ?? run.record.function.configuredMemoryMB
        guard let memory, let current = option(at: memory, choice.strategy, under: conditions)
        else { return nil }
        let difference = current.costPerMillion.value - choice.costPerMillion.value
        return Recommendation.Comparison(
            current: current,
            speedup: durationRatio(of: current, to: choice),
            costRatio: costRatio(of: choice, to: current),
            monthlySaving: difference * Double(conditions.monthlyInvocations) / 1_000_000
        )
    }
}
