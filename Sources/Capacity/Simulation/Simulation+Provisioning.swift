extension Simulation {
    /// Environments that Lambda provisions in a second.
    ///
    /// - Source: Lambda Developer Guide, "Configuring provisioned concurrency": up to 6,000 a minute.
    private static let provisionedPerSecond = 100.0

    /// Ends an invocation on provisioned concurrency.
    mutating func completeProvisioned(_ index: Int, slot: Int) {
        functions[index].busy -= 1
        functions[index].tally.fall(at: now)
        if slot >= 0 { retryAfterError(index, slot) }
    }

    /// Follows the schedule: fewer at once, more when all of them are ready.
    mutating func changeProvisioning(of index: Int) {
        let schedule = functions[index].function.provisioned
        let target = schedule.environments(at: now)
        let added = target - functions[index].configured
        functions[index].configured = target
        functions[index].provisionedRate = FunctionState.rate(
            for: target,
            scenario.limits,
            at: now
        )
        if added > 0 {
            let initial = functions[index].function.times.initial.meanMS * 1e-3
            let wait = Double(added) / Self.provisionedPerSecond + initial
            heap.add(EventTag(.provisioned, function: index, slot: target), at: now + wait)
        } else {
            functions[index].ready = min(functions[index].ready, target)
        }
        if let change = schedule.change(after: now) {
            heap.add(EventTag(.provisioning, function: index), at: change)
        }
        updateUnreservedLimit()
    }

    /// How many environments are ready when a raise is done; fewer if the schedule fell since.
    func readyEnvironments(of tag: EventTag) -> Int {
        min(tag.slot, functions[tag.function].configured)
    }

    /// What is left of the account's concurrency for functions without a reserve.
    mutating func updateUnreservedLimit() {
        let kept = functions.reduce(0) { sum, state in
            sum + (state.function.reservedConcurrency ?? state.configured)
        }
        unreservedLimit = max(0, scenario.limits.account - kept)
    }
}
