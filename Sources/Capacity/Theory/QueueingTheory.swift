#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Closed answers of queueing theory, to hold simulated ones against.
///
/// - Unit: the offered load is in erlangs: arrivals per second times seconds of service.
package enum QueueingTheory {
    /// The mean number in a system.
    ///
    /// - Shape: `L = λ W`, for any arrivals and any service.
    /// - Source: Little (1961), "A proof for the queuing formula L = λW".
    package static func littlesLaw(rate: Double, seconds: Double) -> Double {
        rate * seconds
    }

    /// The share of requests that find all servers busy and are turned away (M/G/c/c).
    ///
    /// - Shape: holds for any distribution of service with the same mean. 1 for no server.
    /// - Source: Erlang (1917); the recurrence is B(0) = 1, B(c) = a B(c−1) ÷ (c + a B(c−1)).
    package static func erlangB(servers: Int, load: Double) -> Double {
        guard load > 0 else { return servers == 0 ? 1 : 0 }
        var blocked = 1.0
        for server in 0..<max(0, servers) {
            blocked = load * blocked / (Double(server + 1) + load * blocked)
            // Beyond the load every further server only makes it smaller.
            if blocked < 1e-15, Double(server) > load { return 0 }
        }
        return blocked
    }

    /// The share of requests that have to wait when all servers may be busy (M/M/c).
    ///
    /// - Edge cases: 1 when the load is not below the servers: then the queue grows for ever.
    /// - Source: Erlang (1917): C = B ÷ (1 − (a ÷ c)(1 − B)).
    package static func erlangC(servers: Int, load: Double) -> Double {
        guard load < Double(servers) else { return 1 }
        let blocked = erlangB(servers: servers, load: load)
        return blocked / (1 - load / Double(servers) * (1 - blocked))
    }

    /// The mean number busy where requests beyond the servers are turned away.
    package static func meanBusy(servers: Int, load: Double) -> Double {
        load * (1 - erlangB(servers: servers, load: load))
    }

    /// The probability that more than so many are busy when there is always room (M/G/∞).
    ///
    /// - Shape: the number busy is Poisson distributed around the load, whatever the service.
    /// - Source: Takács (1962), "Introduction to the Theory of Queues", chapter 3.
    package static func probability(busyMoreThan number: Int, load: Double) -> Double {
        guard load > 0 else { return 0 }
        guard number >= 0 else { return 1 }
        // Sum the smaller side, from its largest term outwards.
        if Double(number) >= load {
            return poissonSum(from: number + 1, step: 1, load: load)
        }
        return 1 - poissonSum(from: number, step: -1, load: load)
    }

    /// The sum of Poisson terms outwards from one until they no longer count.
    private static func poissonSum(from start: Int, step: Int, load: Double) -> Double {
        var term = exp(Double(start) * log(load) - load - lgamma(Double(start) + 1))
        var sum = 0.0
        var number = start
        while number >= 0, term > 1e-18 {
            sum += term
            term *= step > 0 ? load / Double(number + 1) : Double(number) / load
            number += step
        }
        return min(1, sum)
    }

    /// The number that is exceeded with at most the given probability when there is always room.
    package static func busyExceeded(with probability: Double, load: Double) -> Int {
        var number = Int(load)
        while Self.probability(busyMoreThan: number, load: load) > probability { number += 1 }
        while number > 0, Self.probability(busyMoreThan: number - 1, load: load) <= probability {
            number -= 1
        }
        return number
    }
}
