#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// How requests arrive.
///
/// - Unit: requests per second and seconds from the start of the month.
package struct Traffic: Hashable, Sendable {
    /// The pattern of the arrivals.
    enum Pattern: Hashable, Sendable {
        /// Evenly spaced.
        case constant
        /// At random, independently of each other.
        case poisson
        /// At random, with a rate that swings once a day.
        case diurnal(swing: Double, peakSecond: Double)
        /// At random, with a higher rate for a while in every period.
        case bursts(base: Double, peak: Double, seconds: Double, every: Double)
        /// As recorded.
        case recorded(Trace)
    }

    let pattern: Pattern

    /// The mean rate over a long time, in requests per second.
    package let meanRate: Double

    /// The highest rate that can be asked for, in requests per second.
    ///
    /// - Source: Lambda takes ten requests per second for each unit of concurrency, so a million
    ///   needs a concurrency limit of 100,000, a hundred times the default.
    package static let highestRate = 1_000_000.0

    /// Evenly spaced requests.
    package static func constant(rate: Double) throws(Refusal) -> Traffic {
        Traffic(pattern: .constant, meanRate: try checked(rate))
    }

    /// Requests at random, independently of each other.
    package static func poisson(rate: Double) throws(Refusal) -> Traffic {
        Traffic(pattern: .poisson, meanRate: try checked(rate))
    }

    /// Requests at random whose rate follows a cosine once a day.
    ///
    /// - Parameters:
    ///   - meanRate: The mean over the day, in requests per second.
    ///   - peakToMean: The highest rate as a multiple of the mean, 1…2.
    ///   - peakHour: The hour of the highest rate, 0…24.
    /// - Returns: The traffic.
    /// - Throws: ``Refusal`` for a rate or a peak that cannot be.
    package static func diurnal(
        meanRate: Double,
        peakToMean: Double,
        peakHour: Double
    ) throws(Refusal) -> Traffic {
        guard (1...2).contains(peakToMean), (0...24).contains(peakHour) else {
            throw .notADay(peakToMean: peakToMean, peakHour: peakHour)
        }
        _ = try checked(meanRate * peakToMean)
        return Traffic(
            pattern: .diurnal(swing: peakToMean - 1, peakSecond: peakHour * 3_600),
            meanRate: try checked(meanRate)
        )
    }

    /// Requests at random at a base rate, and at another for the first seconds of every period.
    ///
    /// - Throws: ``Refusal`` for a rate that cannot be or a burst that does not fit its period.
    package static func bursts(
        base: Double,
        peak: Double,
        seconds: Double,
        every: Double
    ) throws(Refusal) -> Traffic {
        guard seconds > 0, every > seconds, every.isFinite else {
            throw .notABurst(seconds: seconds, every: every)
        }
        _ = try checked(peak)
        guard base >= 0, base <= highestRate else { throw .rateOutOfRange(rate: base) }
        let mean = (peak * seconds + base * (every - seconds)) / every
        return Traffic(
            pattern: .bursts(base: base, peak: peak, seconds: seconds, every: every),
            meanRate: try checked(mean)
        )
    }

    /// Requests as they were recorded, again and again.
    package static func recorded(_ trace: Trace) throws(Refusal) -> Traffic {
        let peak = trace.intervals.map { $0.rate }.max() ?? 0
        _ = try checked(peak)
        return Traffic(
            pattern: .recorded(trace),
            meanRate: try checked(Double(trace.requests) / trace.seconds)
        )
    }

    private init(pattern: Pattern, meanRate: Double) {
        self.pattern = pattern
        self.meanRate = meanRate
    }

    private static func checked(_ rate: Double) throws(Refusal) -> Double {
        guard rate > 0, rate <= highestRate else { throw .rateOutOfRange(rate: rate) }
        return rate
    }
}

extension Traffic {
    /// The rate at a moment, in requests per second.
    package func rate(at second: Double) -> Double {
        switch pattern {
        case .constant, .poisson: meanRate
        case .diurnal(let swing, let peak):
            meanRate * (1 + swing * cos(2 * .pi * (second - peak) / 86_400))
        case .bursts(let base, let peak, let seconds, let every):
            second - (second / every).rounded(.down) * every < seconds ? peak : base
        case .recorded(let trace): trace.interval(at: second).rate
        }
    }

    /// The requests expected between two moments.
    package func expectedRequests(from start: Double, to end: Double) -> Double {
        switch pattern {
        case .constant, .poisson:
            return meanRate * (end - start)
        case .diurnal(let swing, let peak):
            let turn = 2 * Double.pi / 86_400
            let wave = (sin(turn * (end - peak)) - sin(turn * (start - peak))) / turn
            return meanRate * (end - start + swing * wave)
        case .bursts(let base, let peak, let seconds, let every):
            func upTo(_ second: Double) -> Double {
                let periods = (second / every).rounded(.down)
                let rest = second - periods * every
                let inBurst = periods * seconds + min(rest, seconds)
                return peak * inBurst + base * (second - inBurst)
            }
            return upTo(end) - upTo(start)
        case .recorded(let trace):
            return trace.requests(before: end) - trace.requests(before: start)
        }
    }

    /// Whether the rate is the same at every moment and the requests are independent.
    var isStationaryPoisson: Bool { pattern == .poisson }

    /// Whether the rate never changes.
    var isStationary: Bool { pattern == .poisson || pattern == .constant }

    /// Why traffic was refused.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case rateOutOfRange(rate: Double)
        case notADay(peakToMean: Double, peakHour: Double)
        case notABurst(seconds: Double, every: Double)

        package var description: String {
            switch self {
            case .rateOutOfRange(let rate):
                "A rate of \(rate) requests/s cannot be forecast: Lambda takes ten requests/s per "
                    + "unit of concurrency, so give more than 0 and at most 1000000."
            case .notADay(let peakToMean, let peakHour):
                "A peak of \(peakToMean) times the mean at hour \(peakHour) is no daily swing: give "
                    + "1 to 2 times at an hour from 0 to 24."
            case .notABurst(let seconds, let every):
                "A burst of \(seconds) s every \(every) s cannot be: the burst must be above 0 s and "
                    + "shorter than its period."
            }
        }
    }
}
