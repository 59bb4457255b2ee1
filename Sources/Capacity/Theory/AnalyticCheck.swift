package import Estimation

/// A closed answer of queueing theory beside the simulated one.
package struct AnalyticCheck: Hashable, Sendable {
    /// What is compared, in a few words.
    package let figure: String

    /// The law and what went into it.
    package let law: String

    /// The closed answer.
    package let theory: Double

    /// The simulated answer.
    package let simulated: Estimate

    /// How far apart the two may be although both are right: one per cent of the closed answer.
    private static let tolerance = 0.01

    /// Whether the closed answer lies in the simulated interval, or within 1 % of the figure.
    package var agrees: Bool {
        (simulated.low...simulated.high).contains(theory)
            || abs(simulated.value - theory) <= Self.tolerance * abs(theory)
    }
}

extension AnalyticCheck {
    /// The checks that hold for what was asked.
    static func checks(
        of seen: Observations,
        _ setting: ForecastSetting,
        _ question: ForecastQuestion
    ) -> [AnalyticCheck] {
        var checks = [concurrency(of: seen, setting, question.monthSeconds)]
        guard question.traffic.isStationaryPoisson, question.neighbours.isEmpty,
            question.errorRate == 0
        else { return checks }
        let load = question.traffic.meanRate * setting.times.warm.meanMS * 1e-3
        let throttled = seen.total { Double($0.throttles.total) }
        if throttled == 0 {
            checks.append(busy(of: seen, load))
            if question.provisioned.steps.count == 1 {
                checks.append(spillover(of: seen, load, question.provisioned.most))
            }
        } else if case .synchronous(.none) = question.invocation, isLossSystem(seen, throttled) {
            let limit = question.concurrencyLimit
            checks.append(
                AnalyticCheck(
                    figure: "share throttled",
                    law: "Erlang B, \(limit) at once",
                    theory: QueueingTheory.erlangB(servers: limit, load: load),
                    simulated: seen.throttledShare
                )
            )
        }
        return checks
    }

    /// Little's law: what ran per second times how long it took.
    private static func concurrency(
        of seen: Observations,
        _ setting: ForecastSetting,
        _ month: Double
    ) -> AnalyticCheck {
        let times = setting.times
        let cold = seen.total { Double($0.coldStarts) }
        let warm = seen.total { Double($0.started) } - cold
        let busy = warm * times.warm.meanMS + cold * (times.cold.meanMS + times.initial.meanMS)
        return AnalyticCheck(
            figure: "mean concurrency",
            law: "Little's law",
            theory: QueueingTheory.littlesLaw(rate: 1 / month, seconds: busy * 1e-3),
            simulated: seen.concurrency(overSeconds: month)
        )
    }

    /// M/G/∞: the concurrency that is exceeded for 1 % of the time.
    ///
    /// - Shape: the interval reaches as far as that of the share of time does (Woodruff, 1952), and
    ///   one further, since concurrency is whole.
    private static func busy(of seen: Observations, _ load: Double) -> AnalyticCheck {
        let number = seen.concurrency(exceededFor: 0.01)
        let half = seen.halfWidthOfShare(above: number)
        return AnalyticCheck(
            figure: "concurrency exceeded 1 % of the time",
            law: "M/G/∞ at \(load.formatted3) erlangs",
            theory: Double(QueueingTheory.busyExceeded(with: 0.01, load: load)),
            simulated: Estimate(
                value: Double(number),
                low: Double(seen.concurrency(exceededFor: 0.01 + half) - 1),
                high: Double(seen.concurrency(exceededFor: max(0, 0.01 - half)) + 1)
            )
        )
    }

    /// Erlang B: what spills over a fixed number of provisioned environments.
    private static func spillover(
        of seen: Observations,
        _ load: Double,
        _ environments: Int
    ) -> AnalyticCheck {
        AnalyticCheck(
            figure: "share that spills over",
            law: "Erlang B, \(environments) provisioned",
            theory: QueueingTheory.erlangB(servers: environments, load: load),
            simulated: seen.share({ Double($0.onDemand) }, of: { Double($0.started) })
        )
    }

    /// Whether a limit on concurrency was the only reason for throttles.
    private static func isLossSystem(_ seen: Observations, _ throttled: Double) -> Bool {
        let atLimit = seen.total {
            Double($0.throttles[.accountConcurrency] + $0.throttles[.reservedConcurrency])
        }
        return atLimit == throttled
    }
}

extension Double {
    /// The number with three decimals at most.
    fileprivate var formatted3: String { "\((self * 1_000).rounded() / 1_000)" }
}
