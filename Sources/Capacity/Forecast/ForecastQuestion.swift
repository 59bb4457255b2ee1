package import LambdaPlatform

/// What a forecast is asked: the traffic, how the function is set up, and what an account pays.
package struct ForecastQuestion: Sendable {
    /// How requests arrive.
    package var traffic: Traffic

    /// Who waits for them.
    package var invocation: InvocationMode

    /// The share of invocations that end in a function error, 0…1.
    package var errorRate: Double

    /// The concurrency reserved for the function, where any is.
    package var reservedConcurrency: Int?

    /// The environments kept ready.
    package var provisioned: ProvisionedSchedule

    /// The account's limits.
    package var limits: ConcurrencyLimits

    /// Other functions of the account.
    package var neighbours: [SimulatedFunction]

    /// The prices.
    package var pricing: Pricing

    /// The account's terms.
    package var terms: BillTerms

    /// The configured /tmp, in MB.
    package var ephemeralStorageMB: Int

    /// Whether environments are restored from snapshots, and charged so.
    package var usesSnapStart: Bool

    /// How long idle environments are kept.
    package var keepAlive: KeepAlive

    /// How long the month is, in hours: AWS's calculator takes 730.
    package var monthHours: Double

    /// About how many requests to simulate at each setting.
    package var requestsPerSetting: Double

    /// The seed of the simulations.
    package var seed: UInt64

    package init(
        traffic: Traffic,
        pricing: Pricing,
        invocation: InvocationMode = .synchronous(.none),
        errorRate: Double = 0,
        reservedConcurrency: Int? = nil,
        provisioned: ProvisionedSchedule = .none,
        limits: ConcurrencyLimits = .standard,
        neighbours: [SimulatedFunction] = [],
        terms: BillTerms = .list,
        ephemeralStorageMB: Int = 512,
        usesSnapStart: Bool = false,
        keepAlive: KeepAlive = .measured,
        monthHours: Double = 730,
        requestsPerSetting: Double = 4_000_000,
        seed: UInt64 = 1
    ) {
        self.traffic = traffic
        self.pricing = pricing
        self.invocation = invocation
        self.errorRate = errorRate
        self.reservedConcurrency = reservedConcurrency
        self.provisioned = provisioned
        self.limits = limits
        self.neighbours = neighbours
        self.terms = terms
        self.ephemeralStorageMB = ephemeralStorageMB
        self.usesSnapStart = usesSnapStart
        self.keepAlive = keepAlive
        self.monthHours = monthHours
        self.requestsPerSetting = requestsPerSetting
        self.seed = seed
    }
}

extension ForecastQuestion {
    /// The length of the month, in seconds.
    package var monthSeconds: Double { monthHours * 3_600 }

    /// The account with the function at one setting.
    ///
    /// - Throws: ``Scenario/Refusal`` when Lambda does not take the set-up.
    package func scenario(with times: ServiceTimes) throws(Scenario.Refusal) -> Scenario {
        guard !usesSnapStart || (provisioned.most == 0 && ephemeralStorageMB <= 512) else {
            throw .snapStartExcludes
        }
        let function = SimulatedFunction(
            traffic: traffic,
            times: times,
            invocation: invocation,
            reservedConcurrency: reservedConcurrency,
            provisioned: provisioned,
            errorRate: errorRate
        )
        return try Scenario(
            functions: [function] + neighbours,
            limits: limits,
            keepAlive: keepAlive,
            seed: seed
        )
    }

    /// The most invocations of the function that can run at once.
    package var concurrencyLimit: Int {
        if let reservedConcurrency { return reservedConcurrency }
        let kept = neighbours.reduce(0) { $0 + ($1.reservedConcurrency ?? $1.provisioned.most) }
        return max(0, limits.account - kept)
    }

    /// Whether a queue of events may outlast a window, so that the month must not be cut.
    func mayQueueUp(with times: ServiceTimes) -> Bool {
        guard case .asynchronous = invocation else { return false }
        let peak = traffic.profile.map(\.rate).max() ?? 0
        let load = peak * times.warm.meanMS * 1e-3
        return load > 0.8 * Double(concurrencyLimit)
    }
}
