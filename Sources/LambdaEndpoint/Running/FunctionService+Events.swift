/// An event that nobody waits for.
struct QueuedEvent: Hashable, Sendable {
    let reference: FunctionReference
    let event: [UInt8]

    /// The request's id.
    let id: String
}

extension FunctionService {
    /// Runs a queued event until it succeeds, has been tried often enough, or is too old.
    ///
    /// - Source: AWS Lambda Developer Guide, "How Lambda handles errors and retries with asynchronous
    ///   invocation": a function error is tried twice more, after one and two minutes; throttles and
    ///   failures of the service again and again, after 1 second up to 5 minutes.
    nonisolated func process(_ queued: QueuedEvent) async {
        var errors = 0
        var refusals = 0
        var age = Duration.zero
        while let rules = await eventRules(for: queued.reference) {
            let pause: Duration
            do throws(ServiceRefusal) {
                guard try await run(queued).hasFailed else { return }
                errors += 1
                guard errors <= rules.maximumRetryAttempts else {
                    configuration.note("\(queued.reference.name) event \(queued.id) given up")
                    return
                }
                pause = .seconds(60 * errors)
            } catch {
                if error.status == 404 { return }
                pause = .seconds(min(300, 1 << min(refusals, 9)))
                refusals += 1
            }
            age += pause
            guard age <= .seconds(rules.maximumEventAge) else {
                configuration.note("\(queued.reference.name) event \(queued.id) is too old")
                return
            }
            guard (try? await configuration.clock.sleep(for: pause)) != nil else { return }
        }
    }

    /// The rules for a function's events; nothing when the function is gone, or stopped by a reserve
    /// of nothing, which drops events at once.
    private func eventRules(for reference: FunctionReference) -> EventRules? {
        guard let function = functions[reference.name], function.reserved != 0 else { return nil }
        return function.eventRules[reference.qualifier ?? VersionRecord.latest] ?? EventRules()
    }

    private func run(_ queued: QueuedEvent) async throws(ServiceRefusal) -> InvocationOutcome {
        let function = try function(named: queued.reference.name)
        let version = try version(queued.reference, of: function, draw: .random(in: 0..<1))
        return try await run(version, of: function, queued.event)
    }
}
