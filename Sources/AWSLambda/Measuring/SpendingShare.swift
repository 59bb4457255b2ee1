import LambdaPlatform
package import Measurement

/// Ends another policy's measuring at a share of what ten invocations of each pair would be billed.
///
/// Ten of each is the usual way to tune a deployed function; whoever pays for the invocations should
/// get the same answer for less. Whatever the share, each pair measured gets the plan's fewest.
///
/// - Shape: the ten are priced as one cold start and nine invocations as cheap as the cheapest so far
///   of the pair (and event), so that a slow spell does not raise what may be spent.
/// - Source: aws-lambda-power-tuning, README: the same number of invocations, `num`, of every setting.
package struct SpendingShare: SamplingPolicy {
    /// What decides where to measure.
    package let inner: any SamplingPolicy

    /// The fewest counted invocations of each pair measured.
    package let fewest: Int

    /// How many invocations of each pair the spending is held against.
    package let compared: Int

    /// The share of their bill that may be spent, above 0.
    package let share: Double

    /// The invocations of each setting, and of each event of a mix, that are compared with.
    package static let invocations = 10

    /// Takes the policy that decides, its plan and the share.
    package init(of inner: any SamplingPolicy, plan: Plan, share: Double) {
        self.inner = inner
        self.fewest = max(2, plan.minimumInvocations, plan.payloadWeights.count)
        self.compared = Self.invocations * max(1, plan.payloadWeights.count)
        self.share = share
    }

    package func next(after invocations: [Invocation]) -> SamplingStep {
        let step = inner.next(after: invocations)
        guard case .measure(let requests, let reason) = step else { return step }
        let affordable = affordable(requests, after: invocations)
        if affordable.isEmpty { return .stop(reason: sentence) }
        return .measure(affordable, reason: reason)
    }

    package func expectedRemaining(after invocations: [Invocation]) -> [InvocationRequest] {
        affordable(inner.expectedRemaining(after: invocations), after: invocations)
    }

    /// What the share kept from being settled, as something to know about the result.
    ///
    /// - Edge cases: nil where the inner policy wanted nothing more.
    package func caution(after invocations: [Invocation]) -> Caution? {
        guard case .measure(let requests, let reason) = inner.next(after: invocations),
            affordable(requests, after: invocations).isEmpty
        else { return nil }
        return Caution(
            code: "spending-share",
            message: "\(sentence), although \(reason): give --economy 1 or --max-invocations for "
                + "a surer answer."
        )
    }
}

extension SpendingShare {
    private var sentence: String {
        let percent = Int((share * 100).rounded())
        return "Measuring stopped at \(percent) % of what \(compared) invocations of each setting "
            + "would be billed"
    }

    /// The requests that may be carried out, in their order.
    private func affordable(
        _ requests: [InvocationRequest],
        after invocations: [Invocation]
    ) -> [InvocationRequest] {
        var accounts: [MeasuredPair: Account] = [:]
        for invocation in invocations {
            accounts[invocation.pair, default: Account()].take(invocation)
        }
        let allowed = accounts.values.reduce(0) { $0 + share * $1.bill(of: compared) }
        var spent = accounts.values.reduce(0) { $0 + $1.total }
        return requests.filter { request in
            let pair = MeasuredPair(memory: request.memory, strategy: request.strategy)
            // Without its fewest a pair says nothing; a new pair brings its own allowance.
            guard let account = accounts[pair], account.counted >= fewest else { return true }
            guard spent + account.usual <= allowed else { return false }
            spent += account.usual
            return true
        }
    }
}

extension SpendingShare {
    /// What a pair was billed so far.
    ///
    /// - Unit: MB·ms.
    private struct Account {
        var total = 0.0
        private var cold: Double?
        private var events: [String: (count: Int, cheapest: Double)] = [:]

        /// Warm invocations that succeeded.
        var counted: Int { events.values.reduce(0) { $0 + $1.count } }

        /// What another invocation would be billed: each event of a mix at its own cheapest.
        var usual: Double {
            let sum = events.values.reduce(0) { $0 + Double($1.count) * $1.cheapest }
            return counted > 0 ? sum / Double(counted) : 0
        }

        /// What so many invocations would be billed, one of them a cold start.
        func bill(of invocations: Int) -> Double {
            counted > 0 ? (cold ?? usual) + Double(invocations - 1) * usual : 0
        }

        mutating func take(_ invocation: Invocation) {
            let bill = Double(invocation.memoryMB.megabytes) * Double(invocation.billedDurationMS)
            total += bill
            if invocation.countsAsWarm {
                let event = events[invocation.payload ?? ""] ?? (0, .infinity)
                events[invocation.payload ?? ""] = (event.count + 1, min(event.cheapest, bill))
            } else if invocation.cold, cold == nil {
                cold = bill
            }
        }
    }
}
