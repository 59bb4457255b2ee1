import LambdaPlatform
package import Measurement

/// Carries a sampling policy out on a source that can serve several memory settings at once.
///
/// The policy sees the same samples as under `Measurer`; only the requests of one step overlap, and
/// never two of the same setting.
package struct ParallelMeasurer: Sendable {
    /// Where the function is invoked.
    package let source: any InvocationSource

    /// What decides the next invocations.
    package let policy: any SamplingPolicy

    /// The record of the run being made.
    package let record: RunRecord

    /// The most settings invoked at once.
    package let width: Int

    package init(
        source: any InvocationSource,
        policy: any SamplingPolicy,
        record: RunRecord,
        width: Int
    ) {
        self.source = source
        self.policy = policy
        self.record = record
        self.width = max(1, width)
    }

    /// Measures until the policy stops.
    ///
    /// - Throws: `CancellationError`, what `keep` throws, and `SourceFailure` when nothing at all could
    ///   be observed.
    package func measure(
        keep: (Invocation) throws -> Void,
        report: (MeasurementEvent) -> Void
    ) async throws -> (invocations: [Invocation], cautions: [Caution]) {
        var session = Session(warmUps: record.plan.warmUps)
        let clock = ContinuousClock()
        let start = clock.now
        while true {
            let step = policy.next(after: session.seen)
            guard case .measure(let requests, let reason) = step else {
                if case .stop(let reason) = step { report(.stopped(reason: reason)) }
                break
            }
            var lanes = Lanes(requests)
            try await withThrowingTaskGroup(of: Outcome.self) { group in
                func startNext(in memory: MemorySetting? = nil) {
                    guard let request = lanes.next(in: memory) else { return }
                    let remaining = policy.expectedRemaining(after: session.seen).count
                    let elapsedMS = (clock.now - start) / .milliseconds(1)
                    let progress = session.progress(remaining: remaining, elapsedMS: elapsedMS)
                    report(.starting(request, reason: reason, progress))
                    group.addTask { await observe(request) }
                }
                for _ in 0..<width { startNext() }
                while let outcome = try await group.next() {
                    try Task.checkCancellation()
                    switch outcome.result {
                    case .success(let observed):
                        let invocation = session.numbered(observed)
                        try keep(invocation)
                        session.invocations.append(invocation)
                        let progress = session.progress(
                            remaining: policy.expectedRemaining(after: session.seen).count,
                            elapsedMS: (clock.now - start) / .milliseconds(1)
                        )
                        report(.finished(invocation, progress))
                    case .failure(let failure):
                        try session.note(failure, for: outcome.request)
                        report(.skipped(outcome.request, failure))
                    }
                    lanes.free(outcome.request.memory)
                    startNext(in: outcome.request.memory)
                }
            }
        }
        session.cautions.forEach { report(.caution($0)) }
        return (session.invocations, session.cautions)
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

extension ParallelMeasurer {
    /// The requests of a step by setting, and which settings are busy.
    struct Lanes {
        private var waiting: [InvocationRequest]
        private var busy: Set<MemorySetting> = []

        init(_ requests: [InvocationRequest]) {
            waiting = requests
        }

        /// The next request of the setting, or of any setting that is not busy.
        mutating func next(in memory: MemorySetting?) -> InvocationRequest? {
            let preferred = memory.flatMap { memory in
                waiting.firstIndex { $0.memory == memory && !busy.contains(memory) }
            }
            let index = preferred ?? waiting.firstIndex { !busy.contains($0.memory) }
            guard let index else { return nil }
            let request = waiting.remove(at: index)
            busy.insert(request.memory)
            return request
        }

        mutating func free(_ memory: MemorySetting) {
            busy.remove(memory)
        }
    }

    /// What has been seen while measuring.
    private struct Session {
        let warmUps: Int
        var invocations: [Invocation] = []
        var unobserved: [Invocation] = []
        var cautions: [Caution] = []

        init(warmUps: Int) {
            self.warmUps = warmUps
        }

        /// What the policy decides on: a pair that could not be observed counts as a failed one.
        var seen: [Invocation] { invocations + unobserved }

        func numbered(_ observed: Invocation) -> Invocation {
            var invocation = observed
            invocation.sequence = invocations.count
            let earlier = invocations.count { $0.pair == observed.pair && !$0.cold }
            invocation.warmUp = !observed.cold && earlier < warmUps
            return invocation
        }

        func progress(remaining: Int, elapsedMS: Double) -> RunProgress {
            let each = invocations.isEmpty ? 0 : elapsedMS / Double(invocations.count)
            return RunProgress(
                done: invocations.count,
                expectedTotal: invocations.count + remaining,
                elapsedMS: elapsedMS,
                remainingMS: each * Double(remaining),
                billedGBSeconds: invocations.reduce(0) { sum, invocation in
                    let gigabytes = Double(invocation.memoryMB.megabytes) / 1_024
                    return sum + gigabytes * Double(invocation.billedDurationMS) / 1_000
                }
            )
        }

        /// Notes that nothing was observed; gives up when that is all there ever was.
        mutating func note(_ failure: SourceFailure, for request: InvocationRequest) throws {
            if failure == .cancelled { throw CancellationError() }
            unobserved.append(
                Invocation(
                    memoryMB: request.memory,
                    strategy: request.strategy,
                    durationMS: 0,
                    billedDurationMS: 0,
                    status: .failure,
                    source: .aws
                )
            )
            if invocations.isEmpty && unobserved.count >= 3 { throw failure }
            let caution = Caution(
                code: "unobserved",
                message: "\(request.memory), \(request.strategy): \(failure.description)"
            )
            if !cautions.contains(caution) { cautions.append(caution) }
        }
    }
}
