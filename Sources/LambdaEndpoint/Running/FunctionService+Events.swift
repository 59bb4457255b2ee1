extension FunctionService {
    /// Keeps an event and sees to it that it is handed to its function.
    func enqueue(_ queued: QueuedEvent) throws(ServiceRefusal) {
        try store.save(queued)
        queue.yield(.event(queued))
    }

    /// Runs a queued event until it succeeds, has been tried often enough, or is too old.
    ///
    /// - Source: AWS Lambda Developer Guide, "How Lambda handles errors and retries with asynchronous
    ///   invocation": a function error is tried twice more, after one and two minutes; throttles and
    ///   failures of the service again and again, after 1 second up to 5 minutes.
    nonisolated func process(_ queued: QueuedEvent) async {
        var next: QueuedEvent? = queued
        while let queued = next {
            let pause = max(0, queued.dueAt - configuration.now())
            if pause > 0 {
                // An endpoint that stops meanwhile finds the event again in its folder.
                guard (try? await configuration.clock.sleep(for: .seconds(pause))) != nil else {
                    return
                }
            }
            next = await attempt(queued)
        }
    }

    /// Tries an event once.
    ///
    /// - Returns: The event for another try; nothing when it is over.
    private func attempt(_ queued: QueuedEvent) async -> QueuedEvent? {
        guard let function = functions[queued.reference.name] else {
            store.removeEvent(queued.id)
            return nil
        }
        let rules =
            function.eventRules[queued.reference.qualifier ?? VersionRecord.latest] ?? EventRules()
        guard function.reserved != 0 else {
            // A reserve of nothing gives events up at once.
            conclude(queued, rules, .retriesExhausted, nil)
            return nil
        }
        var queued = queued
        do throws(ServiceRefusal) {
            let outcome = try await run(queued)
            queued.attempts += 1
            if !outcome.hasFailed {
                conclude(queued, rules, .success, outcome)
            } else if queued.attempts > rules.maximumRetryAttempts {
                conclude(queued, rules, .retriesExhausted, outcome)
            } else {
                return later(queued, by: 60 * queued.attempts, rules, outcome)
            }
        } catch {
            // Whoever stops the endpoint does not use up a try.
            if Task.isCancelled { return nil }
            if error.status == 404 {
                store.removeEvent(queued.id)
                return nil
            }
            queued.refusals += 1
            return later(queued, by: min(300, 1 << min(queued.refusals - 1, 9)), rules, nil)
        }
        return nil
    }

    /// Puts an event off, unless it would be too old by then.
    private func later(
        _ queued: QueuedEvent,
        by seconds: Int,
        _ rules: EventRules,
        _ outcome: InvocationOutcome?
    ) -> QueuedEvent? {
        var queued = queued
        queued.dueAt = configuration.now() + Double(seconds)
        guard queued.dueAt - queued.acceptedAt <= Double(rules.maximumEventAge) else {
            conclude(queued, rules, .ageExceeded, outcome)
            return nil
        }
        do throws(ServiceRefusal) {
            try store.save(queued)
        } catch {
            // It is still tried again; only a restart would begin with an earlier state of it.
            configuration.note("\(queued.reference.name) event \(queued.id): \(error.description)")
        }
        return queued
    }

    private func run(_ queued: QueuedEvent) async throws(ServiceRefusal) -> InvocationOutcome {
        let function = try function(named: queued.reference.name)
        let version = try version(queued.reference, of: function, draw: .random(in: 0..<1))
        return try await run(version, of: function, Array(queued.event))
    }
}
