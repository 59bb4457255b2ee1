/// Carries a sampling policy out on a source, one invocation at a time.
///
/// Nothing is decided or drawn here: the policy decides, the events tell whoever draws. Each sample is
/// handed to `keep` before the next invocation starts.
package struct Measurer: Sendable {
    /// Where the function is invoked.
    package let source: any InvocationSource

    /// What decides the next invocation.
    package let policy: any SamplingPolicy

    /// The record of the run being made.
    package let record: RunRecord

    package init(
        source: any InvocationSource,
        policy: any SamplingPolicy,
        record: RunRecord
    ) {
        self.source = source
        self.policy = policy
        self.record = record
    }

    /// Measures until the policy stops.
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
        var session = Session(invocations: earlier)
        let host = HostWatch()
        let clock = ContinuousClock()
        let start = clock.now
        while case .measure(let requests, let reason) = step(session, report) {
            for request in requests {
                try Task.checkCancellation()
                let before = progress(of: session, since: start, by: clock)
                report(.starting(request, reason: reason, before))
                do {
                    var invocation = try await source.invoke(request)
                    invocation.sequence = session.invocations.count
                    invocation.warmUp = session.isWarmUp(invocation, warmUps: record.plan.warmUps)
                    try keep(invocation)
                    session.invocations.append(invocation)
                    report(.finished(invocation, progress(of: session, since: start, by: clock)))
                } catch let failure as SourceFailure {
                    try session.note(failure, for: request)
                    report(.skipped(request, failure))
                }
            }
        }
        if session.invocations.isEmpty, let failure = session.lastFailure { throw failure }
        let cautions = host.cautions() + session.cautions
        cautions.forEach { report(.caution($0)) }
        return (session.invocations, cautions)
    }

    private func step(
        _ session: Session,
        _ report: (MeasurementEvent) -> Void
    ) -> SamplingStep {
        // A pair that could not be observed counts as a failed one, or the policy would insist.
        let step = policy.next(after: session.invocations + session.unobserved)
        if case .stop(let reason) = step { report(.stopped(reason: reason)) }
        return step
    }

    private func progress(
        of session: Session,
        since start: ContinuousClock.Instant,
        by clock: ContinuousClock
    ) -> RunProgress {
        RunProgress(
            invocations: session.invocations,
            remaining: policy.expectedRemaining(after: session.invocations + session.unobserved),
            platform: record.platform,
            elapsedMS: (clock.now - start) / .milliseconds(1)
        )
    }
}

extension Measurer {
    /// What has been seen while measuring.
    private struct Session {
        var invocations: [Invocation]
        var unobserved: [Invocation] = []
        var cautions: [Caution] = []
        var lastFailure: SourceFailure?

        /// Whether a warm sample is still one of the warm-ups of its pair.
        func isWarmUp(_ invocation: Invocation, warmUps: Int) -> Bool {
            guard !invocation.cold else { return false }
            let earlier = invocations.count { $0.pair == invocation.pair && !$0.cold }
            return earlier < warmUps
        }

        /// Notes that nothing was observed; the run goes on with the other pairs.
        mutating func note(_ failure: SourceFailure, for request: InvocationRequest) throws {
            if failure == .cancelled { throw CancellationError() }
            lastFailure = failure
            unobserved.append(
                Invocation(
                    memoryMB: request.memory,
                    strategy: request.strategy,
                    durationMS: 0,
                    billedDurationMS: 0,
                    status: .failure,
                    source: .local
                )
            )
            let caution = Caution(
                code: "unobserved",
                message: "\(request.memory), \(request.strategy): \(failure.description)"
            )
            if !cautions.contains(caution) { cautions.append(caution) }
        }
    }
}
