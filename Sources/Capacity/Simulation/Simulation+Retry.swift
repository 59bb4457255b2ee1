extension Simulation {
    /// What happens to a throttled attempt: the client or Lambda's queue tries again, or not.
    mutating func throttle(_ index: Int, _ slot: Int, _ reason: ThrottleReason) {
        functions[index].tally.throttles[reason] += 1
        if logLimit > 0 { note(.throttled(reason), index) }
        switch functions[index].retries {
        case .synchronous(let client): retryByClient(index, slot, client)
        case .asynchronous(let retries): requeue(index, slot, retries)
        }
    }

    /// The client waits and tries again, or gives up.
    private mutating func retryByClient(_ index: Int, _ slot: Int, _ client: ClientRetries) {
        let attempts = slot >= 0 ? pending[slot].throttles + 1 : 1
        guard attempts < client.attempts else {
            if slot >= 0 { pending.remove(slot) }
            functions[index].tally.rejected += 1
            if logLimit > 0 { note(.rejected, index) }
            return
        }
        let slot = slot >= 0 ? slot : pending.add(born: now)
        pending[slot].throttles = attempts
        let wait = random.uniform() * client.longestWait(after: attempts)
        heap.add(EventTag(.retry, function: index, slot: slot), at: now + wait)
    }

    /// Lambda puts the event back into its queue, unless it will be too old by then.
    ///
    /// - Source: Lambda Developer Guide, "Configuring reserved concurrency": with a reserve of 0
    ///   events go to the dead-letter queue without retries.
    private mutating func requeue(_ index: Int, _ slot: Int, _ retries: AsyncRetries) {
        let slot = slot >= 0 ? slot : pending.add(born: now)
        pending[slot].throttles += 1
        let due = now + retries.waitAfterThrottles(pending[slot].throttles)
        let isStopped = functions[index].function.reservedConcurrency == 0
        queue(index, slot, at: isStopped ? .infinity : due, retries)
    }

    /// Lambda runs a failed event again after a wait, unless it was its last retry.
    mutating func retryAfterError(_ index: Int, _ slot: Int) {
        guard case .asynchronous(let retries) = functions[index].retries else { return }
        if logLimit > 0 { note(.failed, index) }
        pending[slot].errors += 1
        pending[slot].throttles = 0
        let errors = pending[slot].errors
        guard errors <= retries.afterErrors else {
            pending.remove(slot)
            functions[index].tally.exhausted += 1
            if logLimit > 0 { note(.exhausted, index) }
            return
        }
        queue(index, slot, at: now + retries.waitAfterErrors(errors), retries)
    }

    /// Queues an event for a later moment, or drops it when it will be too old by then.
    private mutating func queue(
        _ index: Int,
        _ slot: Int,
        at due: Double,
        _ retries: AsyncRetries
    ) {
        guard due - pending[slot].born <= retries.maximumAge else {
            pending.remove(slot)
            functions[index].tally.expired += 1
            if logLimit > 0 { note(.expired, index) }
            return
        }
        heap.add(EventTag(.retry, function: index, slot: slot), at: due)
    }
}
