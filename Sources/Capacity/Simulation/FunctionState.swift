/// One function while it is simulated.
struct FunctionState: Sendable {
    /// How it is set up.
    let function: SimulatedFunction

    /// Whether Lambda queues its events.
    let retries: InvocationMode

    /// When its requests arrive.
    var arrivals: ArrivalClock

    /// Its idle on-demand environments.
    var idle = IdleStack()

    /// Invocations that run on demand.
    var running = 0

    /// Provisioned environments that are ready, and how many of them are busy.
    var ready = 0
    var busy = 0

    /// Provisioned environments that are configured, ready or not.
    var configured: Int

    /// What it may still grow by, and what it may still be asked for.
    var scaling: RateAllowance
    var requestRate: RateAllowance?
    var provisionedRate: RateAllowance

    /// What happened to it since the last cut.
    var tally: Tally

    init(
        _ function: SimulatedFunction,
        limits: ConcurrencyLimits,
        at now: Double,
        random: inout EventRandom
    ) {
        self.function = function
        self.retries = function.invocation
        self.arrivals = ArrivalClock(traffic: function.traffic, from: now, random: &random)
        let configured = function.provisioned.environments(at: now)
        self.configured = configured
        self.ready = configured
        let pace = limits.newEnvironmentsPerTenSeconds
        self.scaling = RateAllowance(capacity: pace, perSecond: pace / 10, at: now)
        self.requestRate = function.reservedConcurrency.map {
            let perSecond = Double($0) * limits.requestsPerConcurrency
            return RateAllowance(capacity: perSecond, perSecond: perSecond, at: now)
        }
        self.provisionedRate = Self.rate(for: configured, limits, at: now)
        self.tally = Tally(at: now)
    }

    /// The requests per second that a number of provisioned environments take.
    static func rate(
        for environments: Int,
        _ limits: ConcurrencyLimits,
        at now: Double
    ) -> RateAllowance {
        let perSecond =
            environments == 0
            ? .infinity : Double(environments) * limits.requestsPerConcurrency
        return RateAllowance(capacity: perSecond, perSecond: perSecond, at: now)
    }

    /// The on-demand concurrency left by the reserve; nil without a reserve.
    var reservedOnDemand: Int? {
        function.reservedConcurrency.map { $0 - configured }
    }
}
