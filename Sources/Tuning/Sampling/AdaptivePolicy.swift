import Estimation
import LambdaPlatform
package import Measurement

/// Measures where it settles the decision, and stops when the decision is settled.
///
/// After a first look at a few settings it refits the curves after every batch, asks which other setting
/// comes closest to overturning the choice, and measures where that doubt shrinks most.
///
/// - Source: equation (11) of METHOD.md; MacKay (1992), "Information-based objective functions for active
///   data selection", eq. 9.
package struct AdaptivePolicy: SamplingPolicy {
    /// What may be measured: settings, strategies, warm-ups and the target error.
    package let plan: Plan

    /// What the choice is made under.
    package let conditions: Conditions

    /// The run's record, without which a curve cannot be fitted.
    package let record: RunRecord

    /// The most counted invocations of one strategy.
    package let budget: Int

    /// How many settings of one strategy are measured at most.
    package let mostSettings: Int

    /// Whether every setting of the plan is looked at first, and none more often than the plan's most.
    package let measuresAll: Bool

    /// The probability with which the choice must be within the target error of the best.
    package static let confidence = 0.9

    /// Takes what may be measured and what the choice is for.
    ///
    /// - Parameters:
    ///   - plan: settings, strategies, warm-ups and target error.
    ///   - conditions: prices, aim and limits of the choice.
    ///   - record: the record of the run being made.
    ///   - budget: the most counted invocations of one strategy, at least one for each first setting.
    ///   - mostSettings: how many settings of one strategy are measured at most.
    package init(
        plan: Plan,
        conditions: Conditions,
        record: RunRecord,
        budget: Int = 20,
        mostSettings: Int = 5
    ) {
        self.plan = plan
        self.conditions = conditions
        self.record = record
        self.budget = budget
        self.mostSettings = mostSettings
        self.measuresAll = false
    }

    /// Takes settings that are all to be measured, each between the plan's fewest and most
    /// invocations; the sampler decides which of them need more than the fewest.
    ///
    /// - Parameters:
    ///   - plan: settings, strategies, warm-ups, target error and the bounds of each setting.
    ///   - conditions: prices, aim and limits of the choice.
    ///   - record: the record of the run being made.
    package init(measuringAllOf plan: Plan, conditions: Conditions, record: RunRecord) {
        self.plan = plan
        self.conditions = conditions
        self.record = record
        self.budget = plan.maximumInvocations * plan.memory.count
        self.mostSettings = plan.memory.count
        self.measuresAll = true
    }
}

extension AdaptivePolicy {
    package func next(after invocations: [Invocation]) -> SamplingStep {
        let tallies = Tallies(invocations)
        let opening = opening(tallies)
        if !opening.isEmpty {
            let place = measuresAll ? "every setting" : "the ends and at one vCPU"
            return .measure(opening, reason: "a first look at \(place)")
        }
        let open = plan.strategies.filter { tallies.counted(of: $0) < budget }
        guard !open.isEmpty else {
            return .stop(reason: "the budget of \(budget) invocations a strategy is used up")
        }
        do throws(TuningFailure) {
            let run = MeasuredRun(record: record, invocations: invocations)
            let tuned = try TunedRun(fitting: run, withEvents: false)
            guard let doubt = Doubt(tuned, conditions, targetError: plan.targetError) else {
                return .stop(
                    reason: "with \(percent(Self.confidence)) probability the choice is within "
                        + "\(percent(plan.targetError)) of the best"
                )
            }
            return measure(against: doubt, open: open, tallies)
        } catch {
            return .stop(reason: "\(error)")
        }
    }

    package func expectedRemaining(after invocations: [Invocation]) -> [InvocationRequest] {
        let tallies = Tallies(invocations)
        let opening = opening(tallies)
        guard opening.isEmpty else { return opening }
        guard case .measure(let requests, _) = next(after: invocations) else { return [] }
        return requests
    }

    /// The settings looked at first: all, or both ends and what lies nearest to one vCPU.
    private var firstSettings: [MemorySetting] {
        let sorted = plan.memory.sorted()
        if measuresAll { return sorted }
        guard let first = sorted.first, let last = sorted.last else { return [] }
        let knee = record.platform.memory(holding: 1)
        let nearest = sorted.min { $0.ratio(to: knee) < $1.ratio(to: knee) }
        return Set([first, last] + (nearest.map { [$0] } ?? [])).sorted()
    }

    /// What is still missing of the first look, one round at a time.
    private func opening(_ tallies: Tallies) -> [InvocationRequest] {
        let needed = max(2, plan.minimumInvocations, plan.payloadWeights.count)
        let pairs = plan.strategies.flatMap { strategy in
            firstSettings.map { MeasuredPair(memory: $0, strategy: strategy) }
        }
        var order = SeededGenerator(seed: plan.seed &+ UInt64(tallies.total))
        let due = pairs.filter { pair in
            !tallies.isGivenUp(pair) && tallies.counted(of: pair) < needed
        }
        return due.shuffled(using: &order).map {
            InvocationRequest(memory: $0.memory, strategy: $0.strategy)
        }
    }

    /// Measures where the doubt shrinks most.
    private func measure(
        against doubt: Doubt,
        open: [ThreadingStrategy],
        _ tallies: Tallies
    ) -> SamplingStep {
        let pairs = open.flatMap { strategy in
            plan.memory.map { MeasuredPair(memory: $0, strategy: strategy) }
        }.filter { pair in
            !tallies.isGivenUp(pair)
                && (tallies.isKnown(pair) || tallies.settings(of: pair.strategy) < mostSettings)
                && (!measuresAll || tallies.counted(of: pair) < plan.maximumInvocations)
        }
        let gains = pairs.map { pair in
            // A setting never visited costs a cold start and warm-ups first.
            doubt.reduction(measuring: pair, earlier: tallies.counted(of: pair))
                * (tallies.isKnown(pair) ? 1 : 0.6)
        }
        guard let best = zip(pairs, gains).max(by: { $0.1 < $1.1 }), best.1 > 0 else {
            return .stop(reason: "no setting would tell more about the choice")
        }
        // Every event of a mix, or twice the only one, so that chance is told from the setting.
        let batch = max(2, plan.payloadWeights.count)
        let count = min(batch, budget - tallies.counted(of: best.0.strategy))
        let first = tallies.isKnown(best.0) ? 0 : 1 + plan.warmUps
        let request = InvocationRequest(memory: best.0.memory, strategy: best.0.strategy)
        return .measure(
            Array(repeating: request, count: max(1, count) + first),
            reason: "\(best.0.memory) tells most about \(doubt.question)"
        )
    }
}

extension MemorySetting {
    /// How many times larger the larger of two settings is.
    fileprivate func ratio(to other: MemorySetting) -> Double {
        let ratio = Double(megabytes) / Double(other.megabytes)
        return max(ratio, 1 / ratio)
    }
}
