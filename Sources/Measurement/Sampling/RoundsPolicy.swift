import Estimation
import LambdaPlatform

/// Measures a fixed list of pairs in rounds until each is known well enough.
///
/// Every round visits every unfinished pair once in an order shuffled anew from the plan's seed, so
/// that a machine that slows down or speeds up during the run cannot look like an effect of memory.
/// The first round's invocations are cold starts; warm-ups follow, then the invocations that count.
package struct RoundsPolicy: SamplingPolicy {
    /// What to measure and when a pair is known well enough.
    package let plan: Plan

    package init(plan: Plan) {
        self.plan = plan
    }

    package func next(after invocations: [Invocation]) -> SamplingStep {
        let tallies = tallies(of: invocations)
        let open = pairs.filter { !isSettled(tallies[$0]) }
        guard !open.isEmpty else {
            return .stop(reason: "every setting is known to the target error or has had its share")
        }
        let round = open.map { tallies[$0]?.total ?? 0 }.min() ?? 0
        let due = open.filter { (tallies[$0]?.total ?? 0) == round }
        var order = SeededGenerator(seed: plan.seed &+ UInt64(round))
        return .measure(
            due.shuffled(using: &order).map(request(for:)),
            reason: reason(round: round, open: open.count)
        )
    }

    package func expectedRemaining(after invocations: [Invocation]) -> [InvocationRequest] {
        let tallies = tallies(of: invocations)
        return pairs.flatMap { pair -> [InvocationRequest] in
            guard !isSettled(tallies[pair]) else { return [] }
            let needed = 1 + plan.warmUps + plan.minimumInvocations
            let missing = max(1, needed - (tallies[pair]?.total ?? 0))
            return Array(repeating: request(for: pair), count: missing)
        }
    }
}

extension RoundsPolicy {
    /// What is known of one pair so far.
    private struct Tally {
        var total = 0
        var failures = 0
        var warm: [Invocation] = []
    }

    private var pairs: [MeasuredPair] {
        plan.memory.flatMap { memory in
            plan.strategies.map { MeasuredPair(memory: memory, strategy: $0) }
        }
    }

    private func tallies(of invocations: [Invocation]) -> [MeasuredPair: Tally] {
        var tallies: [MeasuredPair: Tally] = [:]
        for invocation in invocations {
            tallies[invocation.pair, default: Tally()].total += 1
            if invocation.status != .success {
                tallies[invocation.pair, default: Tally()].failures += 1
            }
            if invocation.countsAsWarm {
                tallies[invocation.pair, default: Tally()].warm.append(invocation)
            }
        }
        return tallies
    }

    private func isSettled(_ tally: Tally?) -> Bool {
        guard let tally else { return false }
        // A setting that the function cannot live in is a finding, not something to insist on.
        if tally.failures >= 2 { return true }
        if tally.warm.count >= plan.maximumInvocations { return true }
        if tally.total >= 1 + plan.warmUps + plan.maximumInvocations { return true }
        guard tally.warm.count >= plan.minimumInvocations else { return false }
        return meanError(of: tally) <= plan.targetError
    }

    /// Half the 90 % interval of the mean, as a share of it; infinite with fewer than two durations
    /// of any event.
    private func meanError(of tally: Tally) -> Double {
        let mean = MixMean(tally.warm, weights: plan.payloadWeights, cut: 0)
        guard let mean, mean.fewest > 1 else { return .infinity }
        return mean.value.relativeHalfWidth
    }

    private func request(for pair: MeasuredPair) -> InvocationRequest {
        InvocationRequest(memory: pair.memory, strategy: pair.strategy)
    }

    private func reason(round: Int, open: Int) -> String {
        let settings = open == 1 ? "1 setting" : "\(open) settings"
        return switch round {
        case 0: "cold starts of \(settings)"
        case ...plan.warmUps: "warm-up"
        default: "round \(round - plan.warmUps): \(settings) not yet known to the target error"
        }
    }
}
