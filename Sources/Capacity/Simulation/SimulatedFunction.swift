/// A function as the simulator knows it: what it is asked for, how long it takes, how it is set up.
package struct SimulatedFunction: Hashable, Sendable {
    /// Its name, for reports.
    package var name: String

    /// How its requests arrive.
    package var traffic: Traffic

    /// How long its invocations take.
    package var times: ServiceTimes

    /// Who waits for its invocations.
    package var invocation: InvocationMode

    /// The concurrency that is kept for it and that it cannot exceed, where reserved.
    package var reservedConcurrency: Int?

    /// The environments kept ready for it, by time of day.
    package var provisioned: ProvisionedSchedule

    /// The share of invocations that end in a function error, 0…1.
    package var errorRate: Double

    package init(
        name: String = "function",
        traffic: Traffic,
        times: ServiceTimes,
        invocation: InvocationMode = .synchronous(.none),
        reservedConcurrency: Int? = nil,
        provisioned: ProvisionedSchedule = .none,
        errorRate: Double = 0
    ) {
        self.name = name
        self.traffic = traffic
        self.times = times
        self.invocation = invocation
        self.reservedConcurrency = reservedConcurrency
        self.provisioned = provisioned
        self.errorRate = errorRate
    }
}

/// Who waits for an invocation, and what happens when it is throttled or fails.
package enum InvocationMode: Hashable, Sendable {
    /// A client waits, and tries again itself when it gets a 429.
    case synchronous(ClientRetries)

    /// Lambda queues the event and tries again itself.
    case asynchronous(AsyncRetries)
}

/// How a client tries again after a throttle.
package struct ClientRetries: Hashable, Sendable {
    /// How often it tries in all.
    package let attempts: Int

    /// It does not.
    package static let none = ClientRetries(attempts: 1)

    /// As the AWS SDKs do in their standard mode: three attempts in all.
    ///
    /// - Source: AWS SDKs and Tools Reference Guide, "Retry behavior".
    package static let sdkStandard = ClientRetries(attempts: 3)

    /// Takes how often a client tries in all; at least once.
    package init(attempts: Int) {
        self.attempts = max(1, attempts)
    }

    /// The longest wait after an attempt, in seconds; the wait is drawn evenly from 0 to it.
    ///
    /// - Shape: 1, 2, 4 … up to 20.
    /// - Source: as ``sdkStandard``: exponential back-off with full jitter, 20 s at most.
    func longestWait(after attempt: Int) -> Double {
        min(20, Double(1 << min(attempt - 1, 10)))
    }
}

/// How Lambda tries an asynchronous event again.
///
/// - Source: Lambda Developer Guide, "How Lambda handles errors and retries with asynchronous
///   invocation".
package struct AsyncRetries: Hashable, Sendable {
    /// How often an event is run again after function errors, 0…2.
    package let afterErrors: Int

    /// The age at which an event is dropped, in seconds, 60…21,600.
    package let maximumAge: Double

    /// Two retries and six hours.
    package static let standard = AsyncRetries(unchecked: 2, 21_600)

    /// Takes an event's retries and age.
    ///
    /// - Throws: ``Scenario/Refusal`` when Lambda does not take them.
    package init(afterErrors: Int, maximumAge: Double) throws(Scenario.Refusal) {
        guard (0...2).contains(afterErrors) else {
            throw .retriesOutOfRange(retries: afterErrors)
        }
        guard (60...21_600).contains(maximumAge) else {
            throw .eventAgeOutOfRange(seconds: maximumAge)
        }
        self.init(unchecked: afterErrors, maximumAge)
    }

    private init(unchecked afterErrors: Int, _ maximumAge: Double) {
        self.afterErrors = afterErrors
        self.maximumAge = maximumAge
    }

    /// The wait after an event was throttled so many times in a row, in seconds.
    ///
    /// - Shape: 1, 2, 4 … up to 300.
    func waitAfterThrottles(_ throttles: Int) -> Double {
        min(300, Double(1 << min(throttles - 1, 20)))
    }

    /// The wait after an event's function failed so many times, in seconds: one minute, then two.
    func waitAfterErrors(_ errors: Int) -> Double {
        60 * Double(errors)
    }
}
