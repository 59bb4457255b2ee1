/// What happened to one function's requests over a stretch of time.
package struct Tally: Sendable {
    /// How long the stretch was, in seconds.
    package internal(set) var seconds = 0.0

    /// Requests and events that arrived for the first time.
    package internal(set) var requests = 0

    /// Attempts that ran outside provisioned concurrency.
    package internal(set) var onDemand = 0

    /// Attempts that ran on provisioned concurrency.
    package internal(set) var provisioned = 0

    /// On-demand attempts that had to wait for a new environment.
    package internal(set) var coldStarts = 0

    /// Attempts that ended in a function error.
    package internal(set) var errors = 0

    /// Attempts that were throttled, by reason.
    package internal(set) var throttles = ThrottleCounts()

    /// Throttled requests whose client had tried for the last time.
    package internal(set) var rejected = 0

    /// Events that were dropped because they became too old or could not run at all.
    package internal(set) var expired = 0

    /// Events that were dropped because their last retry failed.
    package internal(set) var exhausted = 0

    /// Billed milliseconds on demand without INIT, of INIT, and on provisioned concurrency.
    package internal(set) var durationMS = 0
    package internal(set) var initMS = 0
    package internal(set) var provisionedMS = 0

    /// How long each request waited for its answer: retries, INIT and duration.
    var latencies = LatencyHistogram()

    /// Seconds spent at each concurrency, from 0.
    var secondsAtConcurrency: ContiguousArray<Double> = [0]

    /// The concurrency now, and since when.
    private(set) var concurrency = 0
    private var since: Double

    init(at now: Double, concurrency: Int = 0) {
        self.since = now
        self.concurrency = concurrency
        grow()
    }

    private mutating func grow() {
        while secondsAtConcurrency.count <= concurrency { secondsAtConcurrency.append(0) }
    }

    /// Notes that one more invocation runs.
    @inline(__always)
    mutating func rise(at now: Double) {
        secondsAtConcurrency[concurrency] += now - since
        since = now
        concurrency += 1
        if concurrency == secondsAtConcurrency.count { secondsAtConcurrency.append(0) }
    }

    /// Notes that one invocation less runs.
    @inline(__always)
    mutating func fall(at now: Double) {
        secondsAtConcurrency[concurrency] += now - since
        since = now
        concurrency -= 1
    }

    /// Ends the stretch and begins the next one where this ends.
    mutating func cut(at now: Double, from start: Double) -> Tally {
        var done = self
        done.secondsAtConcurrency[concurrency] += now - since
        done.seconds = now - start
        self = Tally(at: now, concurrency: concurrency)
        return done
    }
}

extension Tally {
    /// Attempts that ran.
    package var started: Int { onDemand + provisioned }

    /// Attempts of any kind.
    package var attempts: Int { started + throttles.total }

    /// Concurrency integrated over the stretch, in environment-seconds.
    package var busySeconds: Double {
        secondsAtConcurrency.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    }

    /// The highest concurrency of the stretch.
    package var peakConcurrency: Int { secondsAtConcurrency.count - 1 }

    /// The mean latency, in seconds; nil when nothing was answered.
    package var meanLatency: Double? {
        latencies.count == 0 ? nil : latencies.sum / Double(latencies.count)
    }

    /// The latency that the given share did not exceed, in seconds.
    package func latency(quantile: Double) -> Double? { latencies.quantile(quantile) }
}

/// Throttled attempts by reason.
package struct ThrottleCounts: Hashable, Sendable {
    private var counts = SIMD4<Int>()

    /// All of them.
    package var total: Int { counts.wrappedSum() }

    /// Those of one reason.
    package subscript(reason: ThrottleReason) -> Int {
        get { counts[reason.rawValue] }
        set { counts[reason.rawValue] = newValue }
    }
}

/// Why Lambda answers 429, by the `Reason` it gives.
package enum ThrottleReason: Int, Hashable, Sendable, CaseIterable {
    /// `ReservedFunctionConcurrentInvocationLimitExceeded`: the function's reserve is in use.
    case reservedConcurrency

    /// `ConcurrentInvocationLimitExceeded`: the account's unreserved concurrency is in use.
    case accountConcurrency

    /// `FunctionInvocationRateLimitExceeded` and `ReservedFunctionInvocationRateLimitExceeded`: more
    /// than ten requests a second for each unit of concurrency.
    case requestRate

    /// The function already grew by 1,000 environments in ten seconds.
    case scalingRate

    /// The reason in a few words.
    package var label: String {
        switch self {
        case .reservedConcurrency: "reserved concurrency"
        case .accountConcurrency: "account concurrency"
        case .requestRate: "requests per second"
        case .scalingRate: "scaling rate"
        }
    }
}
