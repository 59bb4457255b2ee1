package import Estimation

/// What a function did in several stretches, each of which stands for part of the month.
///
/// - Shape: a stretch is cut into batches; a batch's weight says how many times itself it stands for,
///   and its stratum which batches it is alike to.
package struct Observations: Sendable {
    /// One batch.
    package struct Batch: Sendable {
        let stratum: Int
        let weight: Double
        let tally: Tally
    }

    /// The batches.
    let batches: [Batch]

    init(_ batches: [Batch]) {
        self.batches = batches
    }
}

extension Observations {
    /// A figure summed over the month.
    package func total(_ figure: (Tally) -> Double) -> Double {
        batches.reduce(0) { $0 + $1.weight * figure($1.tally) }
    }

    /// One figure for each unit of another, with its interval.
    ///
    /// - Edge cases: exactly 0 where the other figure is 0; no interval from a single batch.
    /// - Source: Cochran, "Sampling Techniques" (1977), section 6.11: the combined ratio estimate of a
    ///   stratified sample; the batches of a stretch are taken as independent (batch means, Law and
    ///   Kelton).
    package func ratio(
        _ top: (Tally) -> Double,
        per bottom: (Tally) -> Double
    ) -> Estimate {
        let whole = total(bottom)
        guard whole > 0 else { return Estimate(exactly: 0) }
        let value = total(top) / whole
        let half = halfWidth(of: { top($0) - value * bottom($0) }) / whole
        return Estimate(value: value, low: value - half, high: value + half)
    }

    /// A share of events among others, with its interval within 0…1.
    ///
    /// - Edge cases: where no event was seen, the interval reaches to what would show itself 90 times
    ///   in 100: 2.3 divided by the number of tries.
    func share(
        _ events: (Tally) -> Double,
        of tries: (Tally) -> Double
    ) -> Estimate {
        let share = ratio(events, per: tries)
        let count = batches.reduce(0) { $0 + tries($1.tally) }
        if share.value == 0, count > 0 {
            return Estimate(value: 0, low: 0, high: min(1, 2.302585 / count))
        }
        return Estimate(
            value: share.value,
            low: max(0, share.low),
            high: min(1, share.high)
        )
    }

    /// The observations with each stretch counting for the requests that were expected in it rather
    /// than for those that happened to arrive, function by function.
    func calibrated(to traffic: Traffic, _ plan: StretchPlan) -> Observations {
        guard !plan.isWhole else { return self }
        let arrived = Dictionary(grouping: batches, by: \.stratum).mapValues { group in
            group.reduce(0) { $0 + $1.tally.requests }
        }
        var factors: [Int: Double] = [:]
        for stretch in plan.stretches {
            let end = stretch.start + stretch.seconds
            let expected = traffic.expectedRequests(from: stretch.start, to: end)
            let count = arrived[stretch.stratum] ?? 0
            factors[stretch.stratum] = count > 0 ? expected / Double(count) : 1
        }
        return Observations(
            batches.map { batch in
                Batch(
                    stratum: batch.stratum,
                    weight: batch.weight * (factors[batch.stratum] ?? 1),
                    tally: batch.tally
                )
            }
        )
    }

    /// A latency that the given share of answers did not exceed, in ms, with its interval.
    ///
    /// - Source: Woodruff (1952), "Confidence intervals for medians and other position measures".
    package func latencyMS(quantile: Double) -> Estimate? {
        let latencies = WeightedLatencies(batches.map { ($0.tally.latencies, $0.weight) })
        guard let value = latencies.quantile(quantile) else { return nil }
        let share = ratio(
            { $0.latencies.count(upTo: value) },
            per: { Double($0.latencies.count) }
        )
        let half = (share.high - share.low) / 2
        let low = latencies.quantile(max(0, quantile - half)) ?? value
        let high = latencies.quantile(min(1, quantile + half)) ?? value
        return Estimate(value: value * 1e3, low: low * 1e3, high: high * 1e3)
    }

    /// Half the 90 % interval of a weighted sum whose expectation is 0.
    func halfWidth(of residual: (Tally) -> Double) -> Double {
        var variance = 0.0
        var freedom = 0
        for group in Dictionary(grouping: batches, by: \.stratum).values where group.count > 1 {
            let values = group.map { $0.weight * residual($0.tally) }
            let mean = values.reduce(0, +) / Double(values.count)
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            variance += squares * Double(values.count) / Double(values.count - 1)
            freedom += values.count - 1
        }
        return freedom == 0 ? 0 : Self.studentQuantile95(Double(freedom)) * variance.squareRoot()
    }

    /// The 0.95 quantile of Student's distribution.
    ///
    /// - Source: Abramowitz and Stegun, 26.7.5, around the normal quantile 1.644854.
    private static func studentQuantile95(_ freedom: Double) -> Double {
        let z = 1.6448536269514722
        let z3 = z * z * z
        let z5 = z3 * z * z
        return z + (z3 + z) / (4 * freedom)
            + (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom * freedom)
    }
}

extension Observations {
    /// The mean number of invocations that run at once.
    package var concurrency: Estimate { ratio(\.busySeconds, per: \.seconds) }

    /// The mean number of invocations that run at once over a month of known traffic.
    ///
    /// - Shape: busy seconds per request times the month's requests: how many arrive is known, so it
    ///   does not widen the interval.
    func concurrency(overSeconds month: Double) -> Estimate {
        let requests = total { Double($0.requests) }
        return ratio(\.busySeconds, per: { Double($0.requests) }).scaled(by: requests / month)
    }

    /// The highest concurrency seen.
    package var peakConcurrency: Int { batches.map(\.tally.peakConcurrency).max() ?? 0 }

    /// The share of invocations that waited for a new environment.
    package var coldStartShare: Estimate {
        share({ Double($0.coldStarts) }, of: { Double($0.started) })
    }

    /// The share of attempts that were throttled.
    package var throttledShare: Estimate {
        share({ Double($0.throttles.total) }, of: { Double($0.attempts) })
    }

    /// The mean latency, in ms.
    package var meanLatencyMS: Estimate {
        ratio({ $0.latencies.sum * 1e3 }, per: { Double($0.latencies.count) })
    }

    /// The share of time during which at least so many invocations ran.
    package func shareOfTime(atLeast concurrency: Int) -> Double {
        let above = total { tally in
            tally.secondsAtConcurrency.dropFirst(concurrency).reduce(0, +)
        }
        let whole = total(\.seconds)
        return whole > 0 ? above / whole : 0
    }

    /// The smallest concurrency that is exceeded for at most a share of the time.
    func concurrency(exceededFor share: Double) -> Int {
        let allowed = share * total(\.seconds)
        var above = 0.0
        for number in stride(from: peakConcurrency, through: 1, by: -1) {
            above += total {
                number < $0.secondsAtConcurrency.count ? $0.secondsAtConcurrency[number] : 0
            }
            if above > allowed { return number }
        }
        return 0
    }

    /// Half the 90 % interval of the share of time above a concurrency.
    func halfWidthOfShare(above concurrency: Int) -> Double {
        let share = ratio(
            { $0.secondsAtConcurrency.dropFirst(concurrency + 1).reduce(0, +) },
            per: \.seconds
        )
        return (share.high - share.low) / 2
    }
}
