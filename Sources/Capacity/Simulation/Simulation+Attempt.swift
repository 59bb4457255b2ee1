/// How an attempt is let in.
private enum Admission {
    case provisioned
    case warm
    case cold
    case throttled(ThrottleReason)
}

extension Simulation {
    /// Tries to run a request: a new one (slot -1) or a pending one.
    @inline(__always)
    mutating func attempt(_ index: Int, slot: Int) {
        switch admission(of: index) {
        case .provisioned: startProvisioned(index, slot)
        case .warm: start(index, slot, isCold: false)
        case .cold: start(index, slot, isCold: true)
        case .throttled(let reason): throttle(index, slot, reason)
        }
    }

    /// Decides how an attempt runs: provisioned first, then the limits, then an idle environment.
    @inline(__always)
    private mutating func admission(of index: Int) -> Admission {
        if functions[index].busy < functions[index].ready,
            functions[index].provisionedRate.take(at: now)
        {
            return .provisioned
        }
        if let reserved = functions[index].reservedOnDemand {
            guard functions[index].running < reserved else {
                return .throttled(.reservedConcurrency)
            }
            guard functions[index].requestRate?.take(at: now) ?? true else {
                return .throttled(.requestRate)
            }
        } else {
            guard unreservedRunning < unreservedLimit else {
                return .throttled(.accountConcurrency)
            }
            guard accountRate.take(at: now) else { return .throttled(.requestRate) }
        }
        if functions[index].idle.take(at: now) { return .warm }
        return functions[index].scaling.take(at: now) ? .cold : .throttled(.scalingRate)
    }

    /// Runs an attempt on demand.
    @inline(__always)
    private mutating func start(_ index: Int, _ slot: Int, isCold: Bool) {
        if functions[index].function.reservedConcurrency == nil { unreservedRunning += 1 }
        functions[index].running += 1
        let duration: Double
        var initial = 0.0
        if isCold {
            duration = functions[index].function.times.cold.seconds(&random)
            initial = functions[index].function.times.initial.seconds(&random)
            functions[index].tally.coldStarts += 1
        } else {
            duration = functions[index].function.times.warm.seconds(&random)
        }
        let handlerMS = Self.billedMS(duration)
        functions[index].tally.onDemand += 1
        functions[index].tally.durationMS += handlerMS
        if isCold {
            functions[index].tally.initMS += Self.billedMS(duration + initial) - handlerMS
        }
        functions[index].tally.rise(at: now)
        if logLimit > 0 { note(isCold ? .startedCold : .startedWarm, index) }
        let kept = settle(index, slot, service: initial + duration)
        heap.add(EventTag(.completion, function: index, slot: kept), at: now + initial + duration)
    }

    /// Runs an attempt on a provisioned environment.
    private mutating func startProvisioned(_ index: Int, _ slot: Int) {
        functions[index].busy += 1
        let duration = functions[index].function.times.warm.seconds(&random)
        functions[index].tally.provisioned += 1
        functions[index].tally.provisionedMS += Self.billedMS(duration)
        functions[index].tally.rise(at: now)
        if logLimit > 0 { note(.startedProvisioned, index) }
        let kept = settle(index, slot, service: duration)
        heap.add(
            EventTag(.provisionedCompletion, function: index, slot: kept),
            at: now + duration
        )
    }

    /// Notes the answer's latency and lets go of the pending request, unless an event will fail.
    ///
    /// - Returns: The slot of the event that will fail; otherwise -1.
    @inline(__always)
    private mutating func settle(_ index: Int, _ slot: Int, service: Double) -> Int {
        let errorRate = functions[index].function.errorRate
        if errorRate > 0, random.uniform() < errorRate {
            functions[index].tally.errors += 1
            if case .asynchronous = functions[index].retries {
                return slot >= 0 ? slot : pending.add(born: now)
            }
        }
        guard slot >= 0 else {
            functions[index].tally.latencies.record(service)
            return -1
        }
        functions[index].tally.latencies.record(now - pending[slot].born + service)
        pending.remove(slot)
        return -1
    }

    /// Ends an invocation on demand; its environment turns idle.
    @inline(__always)
    mutating func complete(_ index: Int, slot: Int) {
        if functions[index].function.reservedConcurrency == nil { unreservedRunning -= 1 }
        functions[index].running -= 1
        functions[index].tally.fall(at: now)
        let lifetime = scenario.keepAlive.lifetime(&random)
        functions[index].idle.put(at: now, lifetime: lifetime)
        if slot >= 0 { retryAfterError(index, slot) }
    }

    /// The milliseconds that a duration is billed as.
    @inline(__always)
    private static func billedMS(_ seconds: Double) -> Int {
        max(1, Int((seconds * 1e3 - 1e-6).rounded(.up)))
    }
}
