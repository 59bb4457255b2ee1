#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// When a function's requests arrive, one after the other.
struct ArrivalClock: Sendable {
    private let traffic: Traffic

    /// When the next request arrives, in seconds from the start of the month.
    private(set) var next: Double

    /// The interval of a recorded trace that the next request lies in, and what is left of it.
    private var interval = 0
    private var cycle = 0.0
    private var remaining = 0

    /// Starts the clock at a moment; the first request comes after it.
    init(traffic: Traffic, from start: Double, random: inout EventRandom) {
        self.traffic = traffic
        self.next = start
        switch traffic.pattern {
        case .constant:
            // Evenly spaced requests may begin anywhere within the first spacing.
            next = start + random.uniform() / traffic.meanRate
        case .recorded(let trace):
            cycle = trace.cycles(before: start)
            interval = trace.index(at: start - cycle * trace.seconds)
            let current = trace.intervals[interval]
            let end = cycle * trace.seconds + current.end
            let part = (end - start) / current.seconds
            remaining = Int((Double(current.requests) * part + random.uniform()).rounded(.down))
            advance(&random)
        default:
            advance(&random)
        }
    }

    /// Moves on to the next request.
    @inline(__always)
    mutating func advance(_ random: inout EventRandom) {
        switch traffic.pattern {
        case .constant:
            next += 1 / traffic.meanRate
        case .poisson:
            next += random.exponential() / traffic.meanRate
        default:
            advanceUnevenly(&random)
        }
    }

    @inline(never)
    private mutating func advanceUnevenly(_ random: inout EventRandom) {
        switch traffic.pattern {
        case .diurnal(let swing, _):
            // Thinning: candidates at the highest rate, kept with the share that the rate is of it.
            let highest = traffic.meanRate * (1 + swing)
            repeat {
                next += random.exponential() / highest
            } while random.uniform() * highest > traffic.rate(at: next)
        case .bursts(let base, let peak, let seconds, let every):
            advanceThroughBursts(base, peak, seconds, every, random.exponential())
        case .recorded(let trace):
            advance(through: trace, &random)
        case .constant, .poisson:
            break
        }
    }

    /// Spends an exponential amount of expected requests, stretch by stretch.
    private mutating func advanceThroughBursts(
        _ base: Double,
        _ peak: Double,
        _ seconds: Double,
        _ every: Double,
        _ amount: Double
    ) {
        var left = amount
        var period = (next / every).rounded(.down) * every
        var isBurst = next - period < seconds
        while true {
            let end = isBurst ? period + seconds : period + every
            let rate = isBurst ? peak : base
            if rate > 0, left <= rate * (end - next) {
                next += left / rate
                return
            }
            left -= rate * max(0, end - next)
            next = end
            if !isBurst { period += every }
            isBurst.toggle()
        }
    }

    /// Places the requests of each interval at random within it, in order.
    private mutating func advance(through trace: Trace, _ random: inout EventRandom) {
        while remaining == 0 {
            interval += 1
            if interval == trace.intervals.count {
                interval = 0
                cycle += 1
            }
            next = cycle * trace.seconds + trace.intervals[interval].start
            remaining = trace.intervals[interval].requests
        }
        // The least of n even numbers is 1 − u^(1÷n) of the way.
        let end = cycle * trace.seconds + trace.intervals[interval].end
        next += (end - next) * (1 - exp(log(1 - random.uniform()) / Double(remaining)))
        remaining -= 1
    }
}
