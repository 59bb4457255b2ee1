package import Estimation
package import LambdaPlatform

/// A memory setting and how long the function takes there.
package struct ForecastSetting: Hashable, Sendable {
    /// The memory setting.
    package let memory: MemorySetting

    /// How long its invocations take.
    package let times: ServiceTimes

    /// Whether the times were projected instead of measured.
    package let isProjected: Bool

    package init(memory: MemorySetting, times: ServiceTimes, isProjected: Bool = false) {
        self.memory = memory
        self.times = times
        self.isProjected = isProjected
    }
}

/// What a month looks like at one memory setting.
package struct SettingForecast: Sendable {
    /// The setting.
    package let setting: ForecastSetting

    /// Invocations that run at once: the mean, and the highest number seen in what was simulated.
    package let concurrency: Estimate
    package let peakConcurrency: Int

    /// The share of invocations that waited for a new environment.
    package let coldStartShare: Estimate

    /// How long answers take, cold starts and retries included, in ms; nil when nothing was answered.
    package let p50MS: Estimate?
    package let p95MS: Estimate?
    package let p99MS: Estimate?

    /// The share of attempts that were throttled, and the attempts by reason in a month.
    package let throttledShare: Estimate
    package let throttles: [ThrottleReason: Double]

    /// Requests a month: in all, given up by their clients, and events dropped.
    package let requests: Double
    package let rejected: Double
    package let dropped: Double

    /// The month's bill by item, and its total with the interval that simulating leaves.
    package let bill: Bill
    package let monthlyCost: Estimate

    /// Closed answers beside the simulated ones, where there are any.
    package let checks: [AnalyticCheck]

    /// How many provisioned environments pay for themselves; nil where their price is not known.
    package let breakEven: BreakEven?

    /// The account's other functions beside it, in the order of the question.
    package let neighbours: [NeighbourForecast]

    /// How the month was simulated.
    package let plan: StretchPlan

    /// How many events were handled.
    package let events: Int

    /// Reasons to distrust the figures, as sentences.
    package let cautions: [String]
}

extension SettingForecast {
    /// Simulates a month at a setting.
    ///
    /// - Parameters:
    ///   - setting: The memory setting and its durations.
    ///   - question: What is asked.
    ///   - progress: Called with the share that is done, 0…1, now and then.
    /// - Throws: ``Scenario/Refusal`` or ``Bill/Refusal``.
    package init(
        of setting: ForecastSetting,
        under question: ForecastQuestion,
        progress: (Double) -> Void = { _ in }
    ) throws {
        let scenario = try question.scenario(with: setting.times)
        let queues = question.mayQueueUp(with: setting.times)
        let plan = StretchPlan(
            for: scenario,
            month: question.monthSeconds,
            requests: question.requestsPerSetting,
            isContiguous: queues
        )
        let (raw, events) = scenario.observe(plan, progress: progress)
        let seen = raw[0].calibrated(to: question.traffic, plan)
        let bill = try seen.bill(for: setting, under: question)
        self.setting = setting
        self.concurrency = seen.concurrency(overSeconds: plan.month)
        self.peakConcurrency = seen.peakConcurrency
        self.coldStartShare = seen.coldStartShare
        self.p50MS = seen.latencyMS(quantile: 0.5)
        self.p95MS = seen.latencyMS(quantile: 0.95)
        self.p99MS = seen.latencyMS(quantile: 0.99)
        self.throttledShare = seen.throttledShare
        self.throttles = seen.throttles
        self.requests = seen.total { Double($0.requests) }
        self.rejected = seen.total { Double($0.rejected) }
        self.dropped = seen.total { Double($0.expired + $0.exhausted) }
        self.bill = bill
        self.monthlyCost = seen.monthlyCost(bill, for: setting, under: question)
        self.checks = AnalyticCheck.checks(of: seen, setting, question)
        self.breakEven = BreakEven(setting, question)
        self.neighbours = zip(question.neighbours, raw.dropFirst()).map { function, seen in
            NeighbourForecast(function, seen, plan)
        }
        self.plan = plan
        self.events = events
        self.cautions = Self.cautions(
            seen,
            plan,
            queues: queues,
            hasINIT: setting.times.initial.meanMS > 0
        )
    }

    private static func cautions(
        _ seen: Observations,
        _ plan: StretchPlan,
        queues: Bool,
        hasINIT: Bool
    ) -> [String] {
        var cautions: [String] = []
        if queues, !plan.isWhole {
            cautions.append(
                "Only the first \(Int(plan.simulatedShare * plan.month)) s were simulated, in one "
                    + "piece: a queue of events that grows for longer is not seen."
            )
        }
        if seen.total({ Double($0.coldStarts) }) > 0, !hasINIT {
            cautions.append(
                "No INIT is known, so cold starts count as warm ones."
            )
        }
        return cautions
    }
}
