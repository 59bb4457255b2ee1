import LambdaPlatform

/// Something that happened while measuring, for whoever shows progress.
package enum MeasurementEvent: Sendable {
    /// An invocation is about to start.
    case starting(InvocationRequest, reason: String, RunProgress)

    /// An invocation ended and is on disk.
    case finished(Invocation, RunProgress)

    /// A setting could not be observed; the rest of the run goes on.
    case skipped(InvocationRequest, SourceFailure)

    /// A reason to distrust the numbers turned up.
    case caution(Caution)

    /// Measuring ended.
    case stopped(reason: String)
}

/// How far a run is.
package struct RunProgress: Hashable, Sendable {
    /// Invocations made.
    package var done: Int

    /// About how many there will be in all.
    package var expectedTotal: Int

    /// Time since measuring began.
    ///
    /// - Unit: ms.
    package var elapsedMS: Double

    /// About how long it still takes.
    ///
    /// - Unit: ms.
    package var remainingMS: Double

    /// What Lambda would have billed so far.
    ///
    /// - Unit: GB-seconds.
    package var billedGBSeconds: Double

    package init(
        done: Int,
        expectedTotal: Int,
        elapsedMS: Double,
        remainingMS: Double,
        billedGBSeconds: Double
    ) {
        self.done = done
        self.expectedTotal = expectedTotal
        self.elapsedMS = elapsedMS
        self.remainingMS = remainingMS
        self.billedGBSeconds = billedGBSeconds
    }
}

extension RunProgress {
    /// Works out the progress from the samples and what is still expected.
    ///
    /// A pair that was seen takes its own mean; one that was not takes another pair's CPU time
    /// stretched by the vCPU shares.
    init(
        invocations: [Invocation],
        remaining: [InvocationRequest],
        platform: PlatformModel,
        elapsedMS: Double
    ) {
        var seen: [MeasuredPair: (total: Double, count: Int)] = [:]
        var fullSpeed: [Double] = []
        for invocation in invocations {
            let wall = invocation.durationMS + (invocation.initDurationMS ?? 0)
            let old = seen[invocation.pair] ?? (0, 0)
            seen[invocation.pair] = (old.total + wall, old.count + 1)
            let share = min(1, platform.vcpuShare(at: invocation.memoryMB))
            fullSpeed.append(invocation.durationMS * share)
        }
        let typical = fullSpeed.isEmpty ? 250 : fullSpeed.reduce(0, +) / Double(fullSpeed.count)
        let remainingMS = remaining.reduce(0.0) { sum, request in
            let pair = MeasuredPair(memory: request.memory, strategy: request.strategy)
            if let known = seen[pair] { return sum + known.total / Double(known.count) }
            return sum + typical / min(1, platform.vcpuShare(at: request.memory))
        }
        self.init(
            done: invocations.count,
            expectedTotal: invocations.count + remaining.count,
            elapsedMS: elapsedMS,
            remainingMS: remainingMS,
            billedGBSeconds: invocations.reduce(0) { $0 + $1.billedGBSeconds }
        )
    }
}

extension Invocation {
    /// The GB-seconds that Lambda would bill for it.
    package var billedGBSeconds: Double {
        Double(memoryMB.megabytes) / 1_024 * Double(billedDurationMS) / 1_000
    }
}
