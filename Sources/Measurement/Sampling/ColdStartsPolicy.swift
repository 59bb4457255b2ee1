/// Lets another policy measure, and then starts each setting it measured afresh until there are so
/// many cold starts of it.
///
/// The other policy has the first word to the end: samples made here are cold and change no duration.
package struct ColdStartsPolicy: SamplingPolicy {
    /// What decides until it stops.
    package let inner: any SamplingPolicy

    /// How many cold starts each pair is to have.
    package let coldStarts: Int

    /// Takes the policy that measures durations; no cold start is asked for beyond its own below 2.
    package init(_ inner: any SamplingPolicy, coldStarts: Int) {
        self.inner = inner
        self.coldStarts = coldStarts
    }

    package func next(after invocations: [Invocation]) -> SamplingStep {
        let step = inner.next(after: invocations)
        guard case .stop = step else { return step }
        let missing = missing(in: invocations)
        if missing.isEmpty { return step }
        // One of each at a time, so that a machine that slows down looks like no effect of memory.
        return .measure(missing.map(request), reason: "cold starts, \(coldStarts) of each setting")
    }

    package func expectedRemaining(after invocations: [Invocation]) -> [InvocationRequest] {
        let remaining = inner.expectedRemaining(after: invocations)
        let pairs = Set(invocations.map(\.pair)).union(remaining.map(pair))
        let cold = pairs.flatMap { pair in
            let made = invocations.count { $0.pair == pair && $0.cold }
            return Array(repeating: request(pair), count: max(0, coldStarts - max(1, made)))
        }
        return remaining + cold
    }
}

extension ColdStartsPolicy {
    /// The pairs that succeeded and have too few cold starts, in the order they were first measured.
    private func missing(in invocations: [Invocation]) -> [MeasuredPair] {
        var pairs: [MeasuredPair] = []
        var cold: [MeasuredPair: Int] = [:]
        var failures: [MeasuredPair: Int] = [:]
        for invocation in invocations {
            let pair = invocation.pair
            if invocation.status == .success {
                if !pairs.contains(pair) { pairs.append(pair) }
                if invocation.cold { cold[pair, default: 0] += 1 }
            } else {
                failures[pair, default: 0] += 1
            }
        }
        // A setting that fails again and again is not insisted on.
        return pairs.filter { cold[$0, default: 0] < coldStarts && failures[$0, default: 0] < 2 }
    }

    private func request(_ pair: MeasuredPair) -> InvocationRequest {
        InvocationRequest(memory: pair.memory, strategy: pair.strategy, environment: .fresh)
    }

    private func pair(_ request: InvocationRequest) -> MeasuredPair {
        MeasuredPair(memory: request.memory, strategy: request.strategy)
    }
}
