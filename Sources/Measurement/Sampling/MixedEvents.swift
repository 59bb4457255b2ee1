/// Names the event of every request of another policy, so that a mix is sampled by its weights.
///
/// Each pair sends every event once, the heaviest first, and then the one that lags most behind its
/// weight; warm-ups and cold starts, which count for nothing, do not move the cycle on.
package struct MixedEvents: SamplingPolicy {
    private let inner: any SamplingPolicy
    private let warmUps: Int
    private let events: [(name: String, weight: Double)]

    /// Takes the policy that decides settings, and the plan with the weights.
    ///
    /// - Edge cases: requests pass through unchanged where the plan has no weights.
    package init(_ inner: any SamplingPolicy, plan: Plan) {
        self.inner = inner
        self.warmUps = plan.warmUps
        self.events = plan.payloadWeights.filter { $0.value > 0 && $0.value.isFinite }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { ($0.key, $0.value) }
    }

    package func next(after invocations: [Invocation]) -> SamplingStep {
        let step = inner.next(after: invocations)
        guard case .measure(let requests, let reason) = step, !events.isEmpty else { return step }
        return .measure(named(requests, after: invocations), reason: reason)
    }

    package func expectedRemaining(after invocations: [Invocation]) -> [InvocationRequest] {
        inner.expectedRemaining(after: invocations)
    }
}

extension MixedEvents {
    /// What a pair has sent so far.
    private struct Cycle {
        var sent: [String: Int] = [:]
        /// Invocations still to come that count for nothing.
        var uncounted: Int

        /// Moves on by a request; one for a cold start counts for nothing and is no warm-up.
        mutating func take(_ request: InvocationRequest) {
            guard request.environment == .reuse else { return }
            if uncounted > 0 {
                uncounted -= 1
            } else if let name = request.payload {
                sent[name, default: 0] += 1
            }
        }
    }

    private func named(
        _ requests: [InvocationRequest],
        after invocations: [Invocation]
    ) -> [InvocationRequest] {
        var cycles: [MeasuredPair: Cycle] = [:]
        for invocation in invocations {
            var cycle = cycles[invocation.pair] ?? Cycle(uncounted: warmUps)
            if !invocation.cold, !invocation.warmUp {
                cycle.sent[invocation.payload ?? "", default: 0] += 1
            } else if !invocation.cold {
                cycle.uncounted -= 1
            }
            cycles[invocation.pair] = cycle
        }
        return requests.map { request in
            let pair = MeasuredPair(memory: request.memory, strategy: request.strategy)
            var cycle = cycles[pair] ?? Cycle(uncounted: 1 + warmUps)
            var request = request
            request.payload = request.payload ?? next(in: cycle)
            cycle.take(request)
            cycles[pair] = cycle
            return request
        }
    }

    /// The first event never sent, else the one with the fewest invocations for its weight.
    private func next(in cycle: Cycle) -> String? {
        if let new = events.first(where: { cycle.sent[$0.name] == nil }) { return new.name }
        return events.min { lag($0, cycle) < lag($1, cycle) }?.name
    }

    private func lag(_ event: (name: String, weight: Double), _ cycle: Cycle) -> Double {
        (Double(cycle.sent[event.name] ?? 0) + 0.5) / event.weight
    }
}
