/// What has been seen while measuring.
struct MeasuringSession {
    /// Every sample, in order.
    private(set) var invocations: [Invocation]

    /// Why requests were not observed, in order.
    private(set) var failures: [SourceFailure] = []

    /// What there is to say about them.
    private(set) var cautions: [Caution] = []

    private let record: RunRecord
    private let policy: any SamplingPolicy
    private var unobserved: [Invocation] = []
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant

    /// How many equal failures in a row before anything was observed are the end: the next request
    /// would fail as well.
    private static let patience = 3

    init(record: RunRecord, policy: any SamplingPolicy, continuing earlier: [Invocation]) {
        self.record = record
        self.policy = policy
        self.invocations = earlier
        self.start = clock.now
    }

    /// What the policy decides on: a pair that could not be observed counts as a failed one, or the
    /// policy would insist.
    private var seen: [Invocation] { invocations + unobserved }

    /// What the policy wants done next.
    func step(_ report: (MeasurementEvent) -> Void) -> SamplingStep {
        let step = policy.next(after: seen)
        if case .stop(let reason) = step { report(.stopped(reason: reason)) }
        return step
    }

    /// How far the run has come.
    var progress: RunProgress {
        RunProgress(
            invocations: invocations,
            remaining: policy.expectedRemaining(after: seen),
            platform: record.platform,
            elapsedMS: (clock.now - start) / .milliseconds(1)
        )
    }

    /// An observation as the run's next sample.
    func numbered(_ observed: Invocation) -> Invocation {
        var invocation = observed
        invocation.sequence = invocations.count
        let earlier = invocations.count { $0.pair == observed.pair && !$0.cold }
        invocation.warmUp = !observed.cold && earlier < record.plan.warmUps
        return invocation
    }

    /// Takes a sample that was kept.
    mutating func add(_ invocation: Invocation) {
        invocations.append(invocation)
    }

    /// Notes that nothing was observed; the run goes on with the other pairs.
    ///
    /// - Throws: `CancellationError`, and the failure when nothing else has ever come.
    mutating func note(_ failure: SourceFailure, for request: InvocationRequest) throws {
        if failure == .cancelled { throw CancellationError() }
        failures.append(failure)
        unobserved.append(
            Invocation(
                memoryMB: request.memory,
                strategy: request.strategy,
                durationMS: 0,
                billedDurationMS: 0,
                status: .failure,
                source: record.source
            )
        )
        let last = failures.suffix(Self.patience)
        if invocations.isEmpty, last.count == Self.patience, last.allSatisfy({ $0 == failure }) {
            throw failure
        }
        let caution = Caution(
            code: "unobserved",
            message: "\(request.memory), \(request.strategy): \(failure.description)"
        )
        if !cautions.contains(caution) { cautions.append(caution) }
    }
}
