package import LambdaPlatform
package import Measurement

/// What a plan may cost on a function, known before anything is spent.
package struct CostBound: Hashable, Sendable {
    /// The cost of one invocation of the dearest setting that runs into the timeout.
    package let dearestInvocation: Money

    /// The cost if every invocation of the plan ran into the timeout.
    package let wholePlan: Money

    /// The invocations that the plan may make.
    package let invocations: Int

    /// Works the bounds out.
    package init(plan: Plan, timeoutS: Int, tariff: Tariff) {
        let costs = plan.memory.map {
            DeployedFunction.worstCost(timeout: .seconds(timeoutS), memory: $0, tariff: tariff)
        }
        dearestInvocation = costs.max() ?? .zero
        // Every setting may be visited, which costs what does not count besides.
        let uncounted = plan.strategies.count * (1 + plan.warmUps)
        let counted = plan.strategies.count * plan.maximumInvocations
        let visits = costs.reduce(.zero, +).scaled(by: Int128(uncounted), over: 1)
        if plan.isAdaptive {
            // The counted ones are shared out, at worst all to the dearest setting.
            wholePlan = visits + dearestInvocation.scaled(by: Int128(counted), over: 1)
            invocations = uncounted * plan.memory.count + counted
        } else {
            wholePlan = costs.reduce(visits) { sum, cost in
                sum + cost.scaled(by: Int128(counted), over: 1)
            }
            invocations = (uncounted + counted) * plan.memory.count
        }
    }

    /// Checks that a budget pays for at least one invocation of every setting.
    ///
    /// - Throws: ``SpendingLimit/Exhausted``.
    package func check(budget: Money) throws(SpendingLimit.Exhausted) {
        guard dearestInvocation <= budget else {
            throw SpendingLimit.Exhausted(limit: budget, spent: .zero, needed: dearestInvocation)
        }
    }
}
