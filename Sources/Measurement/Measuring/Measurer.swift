/// Carries a sampling policy out on a source.
///
/// Nothing is decided or drawn here: the policy decides, the events tell whoever draws. Each sample is
/// handed to `keep` before the next invocation of its setting starts.
package struct Measurer: Sendable {
    /// Where the function is invoked.
    package let source: any InvocationSource

    /// What decides the next invocation.
    package let policy: any SamplingPolicy

    /// The record of the run being made.
    package let record: RunRecord

    /// The most settings invoked at once: one where invocations would disturb each other.
    package let width: Int

    package init(
        source: any InvocationSource,
        policy: any SamplingPolicy,
        record: RunRecord,
        width: Int = 1
    ) {
        self.source = source
        self.policy = policy
        self.record = record
        self.width = max(1, width)
    }

    /// Measures until the policy stops.
    ///
    /// Only the requests of one step overlap, and never two of the same setting.
    ///
    /// - Parameters:
    ///   - earlier: The samples of a run that is being continued.
    ///   - keep: Puts a sample where it survives; called once for each, in order.
    ///   - report: Takes each event as it happens.
    /// - Returns: Every sample, the earlier ones first, and the cautions that turned up.
    /// - Throws: `CancellationError` when the task was cancelled, what `keep` throws, and
    ///   ``SourceFailure`` when nothing at all could be observed.
    package func measure(
        continuing earlier: [Invocation] = [],
        keep: (Invocation) throws -> Void,
        report: (MeasurementEvent) -> Void
    ) async throws -> (invocations: [Invocation], cautions: [Caution]) {
        var session = MeasuringSession(record: record, policy: policy, continuing: earlier)
        let host = HostWatch()
        while case .measure(let requests, let reason) = session.step(report) {
            var lanes = Lanes(requests)
            try await withThrowingTaskGroup(of: Outcome.self) { group in
                func startNext() {
                    guard let request = lanes.next() else { return }
                    report(.starting(request, reason: reason, session.progress))
                    group.addTask { await observe(request) }
                }
                for _ in 0..<width { startNext() }
                while let outcome = try await group.next() {
                    try Task.checkCancellation()
                    switch outcome.result {
                    case .success(let observed):
                        let invocation = session.numbered(observed)
                        try keep(invocation)
                        session.add(invocation)
                        report(.finished(invocation, session.progress))
                    case .failure(let failure):
                        try session.note(failure, for: outcome.request)
                        report(.skipped(outcome.request, failure))
                    }
                    lanes.free(outcome.request.memory)
                    startNext()
                }
            }
        }
        if session.invocations.isEmpty, let failure = session.failures.last { throw failure }
        // What else this machine does is nothing to a function that runs elsewhere.
        let cautions = (record.source == .local ? host.cautions() : []) + session.cautions
        cautions.forEach { report(.caution($0)) }
        return (session.invocations, cautions)
    }

    private func observe(_ request: InvocationRequest) async -> Outcome {
        do {
            return Outcome(request: request, result: .success(try await source.invoke(request)))
        } catch {
            return Outcome(request: request, result: .failure(error))
        }
    }

    private struct Outcome: Sendable {
        let request: InvocationRequest
        let result: Result<Invocation, SourceFailure>
    }
}
