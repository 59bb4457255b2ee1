import LambdaPlatform

/// A simulation under way: the state of an account and the events to come.
///
/// - Shape: events are arrivals, ends of invocations, retries and changes of provisioned concurrency;
///   idle environments expire without events of their own.
/// - Cost: memory grows with what is live (environments and pending retries), never with what was.
package struct Simulation: Sendable {
    /// The scenario.
    package let scenario: Scenario

    /// The time, in seconds from the start of the month.
    package private(set) var now: Double

    /// How many events were handled.
    package private(set) var events = 0

    var random: EventRandom
    var functions: ContiguousArray<FunctionState> = []
    var heap = EventHeap()
    var pending = PendingRequests()

    /// The next arrival of each function.
    private var arrivals = EventHeap()

    /// Invocations on demand of functions without a reserve, and how many may run.
    var unreservedRunning = 0
    var unreservedLimit: Int

    /// What the account may still be asked for outside reserves.
    var accountRate: RateAllowance

    /// The first events as they happened, and how many of them are kept.
    package internal(set) var log: [SimulatedEvent] = []
    let logLimit: Int

    /// Begins with no environment but the provisioned ones.
    ///
    /// - Parameters:
    ///   - scenario: What is simulated.
    ///   - start: The second of the month to begin at.
    ///   - stream: Tells simulations of one scenario apart that begin at different times.
    ///   - logLimit: How many events to keep in ``log``.
    package init(_ scenario: Scenario, from start: Double = 0, stream: Int = 0, logLimit: Int = 0) {
        self.scenario = scenario
        self.now = start
        self.logLimit = logLimit
        var seeds = EventRandom(seed: scenario.seed &+ UInt64(stream) &* 0x9E37_79B9)
        self.random = EventRandom(seed: seeds.next())
        let limits = scenario.limits
        let perSecond = Double(limits.account) * limits.requestsPerConcurrency
        self.accountRate = RateAllowance(capacity: perSecond, perSecond: perSecond, at: start)
        self.unreservedLimit = 0
        for (index, function) in scenario.functions.enumerated() {
            let state = FunctionState(function, limits: limits, at: start, random: &random)
            functions.append(state)
            arrivals.add(EventTag(.arrival, function: index), at: state.arrivals.next)
            if let change = function.provisioned.change(after: start) {
                heap.add(EventTag(.provisioning, function: index), at: change)
            }
        }
        updateUnreservedLimit()
    }

    /// Handles every event up to a moment.
    package mutating func run(until end: Double) {
        while true {
            let arrival = arrivals.soonest
            let other = heap.soonest
            guard min(arrival, other) <= end else { break }
            if arrival <= other {
                now = arrival
                handleArrival()
            } else {
                let entry = heap.take()
                now = entry.time
                handle(entry.tag)
            }
            events &+= 1
        }
        now = end
    }

    /// Ends the functions' tallies here and begins new ones.
    package mutating func cut(from start: Double) -> [Tally] {
        functions.indices.map { functions[$0].tally.cut(at: now, from: start) }
    }

    /// The environments that are alive now, busy or idle, provisioned or not.
    package func liveEnvironments(of function: Int) -> Int {
        let state = functions[function]
        return state.running + state.configured + state.idle.count(at: now)
    }

    /// Environment-seconds that a function's environments have spent idle since the beginning.
    package func idleSeconds(of function: Int) -> Double {
        functions[function].idle.totalIdleSeconds(at: now)
    }

    /// What memory is spent on: waiting events, pending retries and idle environments.
    package var liveItems: Int {
        heap.count + pending.count + functions.reduce(0) { $0 + $1.idle.count(at: now) }
    }

    @inline(__always)
    private mutating func handleArrival() {
        let tag = arrivals.soonestTag
        let index = tag.function
        functions[index].arrivals.advance(&random)
        arrivals.replaceSoonest(with: tag, at: functions[index].arrivals.next)
        functions[index].tally.requests += 1
        if logLimit > 0 { note(.arrived, index) }
        attempt(index, slot: -1)
    }

    @inline(__always)
    private mutating func handle(_ tag: EventTag) {
        switch tag.kind {
        case .completion: complete(tag.function, slot: tag.slot)
        case .provisionedCompletion: completeProvisioned(tag.function, slot: tag.slot)
        case .retry: attempt(tag.function, slot: tag.slot)
        case .provisioning: changeProvisioning(of: tag.function)
        case .provisioned: functions[tag.function].ready = readyEnvironments(of: tag)
        case .arrival: break
        }
    }

    /// Keeps an event in the log while there is room.
    mutating func note(_ kind: SimulatedEvent.Kind, _ function: Int) {
        if log.count < logLimit {
            log.append(SimulatedEvent(second: now, function: function, kind: kind))
        }
    }
}
