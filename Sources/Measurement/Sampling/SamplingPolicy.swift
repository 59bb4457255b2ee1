package import LambdaPlatform

/// Decides what to measure next, from everything measured so far.
///
/// Policies are values: the same samples always lead to the same step, so that an interrupted run
/// continues where it stopped.
package protocol SamplingPolicy: Sendable {
    /// The next invocations to make, or the end.
    ///
    /// - Shape: `invocations` holds every sample of the run in order, warm-ups and failures included;
    ///   the requests are carried out in order before the policy is asked again.
    func next(after invocations: [Invocation]) -> SamplingStep

    /// About how many invocations are still to come, for the progress display only.
    func expectedRemaining(after invocations: [Invocation]) -> [InvocationRequest]
}

/// What a policy wants done.
package enum SamplingStep: Hashable, Sendable {
    /// Make these invocations, for this reason in plain words.
    case measure([InvocationRequest], reason: String)

    /// Stop, for this reason in plain words.
    case stop(reason: String)
}

/// One memory setting with one threading strategy.
package struct MeasuredPair: Hashable, Sendable {
    package let memory: MemorySetting
    package let strategy: ThreadingStrategy

    package init(memory: MemorySetting, strategy: ThreadingStrategy) {
        self.memory = memory
        self.strategy = strategy
    }
}

extension Invocation {
    /// The pair that the invocation belongs to.
    package var pair: MeasuredPair { MeasuredPair(memory: memoryMB, strategy: strategy) }

    /// Whether its duration counts towards a warm duration: it succeeded, was no cold start and no
    /// warm-up.
    package var countsAsWarm: Bool { status == .success && !cold && !warmUp }
}
