/// Something that happened in a simulation, for tests and traces.
package struct SimulatedEvent: Hashable, Sendable {
    /// What can happen to a request.
    package enum Kind: Hashable, Sendable {
        case arrived
        case startedCold
        case startedWarm
        case startedProvisioned
        case throttled(ThrottleReason)
        case failed
        case rejected
        case expired
        case exhausted
    }

    /// When, in seconds from the start of the month.
    package let second: Double

    /// The position of the function in the scenario.
    package let function: Int

    /// What happened.
    package let kind: Kind

    package init(second: Double, function: Int, kind: Kind) {
        self.second = second
        self.function = function
        self.kind = kind
    }
}

/// Requests that are to be tried again, in slots that are used over and over.
struct PendingRequests: Sendable {
    struct Request: Sendable {
        /// When it arrived first.
        var born: Double

        /// How often in a row it was throttled.
        var throttles = 0

        /// How often it ran and failed.
        var errors = 0
    }

    private var requests = ContiguousArray<Request>()
    private var free = ContiguousArray<Int>()

    /// How many are pending.
    var count: Int { requests.count - free.count }

    subscript(slot: Int) -> Request {
        _read { yield requests[slot] }
        _modify { yield &requests[slot] }
    }

    mutating func add(born: Double) -> Int {
        if let slot = free.popLast() {
            requests[slot] = Request(born: born)
            return slot
        }
        requests.append(Request(born: born))
        return requests.count - 1
    }

    mutating func remove(_ slot: Int) {
        free.append(slot)
    }
}
