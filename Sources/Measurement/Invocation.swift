package import LambdaPlatform

/// One observed invocation: a line of `samples.jsonl`.
///
/// - Shape: the property names are the JSON keys, documented in METHOD.md; absent keys are nil.
package struct Invocation: Hashable, Sendable, Codable {
    /// The memory setting it ran at.
    package var memoryMB: MemorySetting

    /// The threading strategy it ran with.
    package var strategy: ThreadingStrategy

    /// From handing over the event to having the whole response, without INIT.
    package var durationMS: Double

    /// What Lambda would bill for (INIT included when cold).
    package var billedDurationMS: Int

    /// CPU time that the function's whole process tree used during the invocation, where known.
    package var cpuMS: Double?

    /// Time for which threads of the function were held back by the quota, where known.
    package var throttledMS: Double?

    /// Duration of the INIT phase; only on the first invocation of an execution environment.
    package var initDurationMS: Double?

    /// The most memory that the execution environment has used so far, where known.
    package var maxMemoryUsedMB: Double?

    /// Whether this was the first invocation of its execution environment.
    package var cold: Bool

    /// How it ended.
    package var status: InvocationStatus

    /// Lambda's error type, such as `Runtime.OutOfMemory`, unless it succeeded.
    package var errorType: String?

    /// Where the observation comes from.
    package var source: SourceKind

    /// What enforced the CPU quota.
    package var governor: GovernorKind?

    /// Whether the duration was projected from an unthrottled run instead of measured.
    package var projected: Bool

    /// Position in the run, counted from 0.
    package var sequence: Int

    /// Seconds since 1970 when the event was handed over.
    package var startedAt: Double

    /// Name of the event, where a mix of events is measured.
    package var payload: String?

    /// Whether the invocation was a warm-up, kept on disk but left out of every figure.
    package var warmUp: Bool

    /// Share of the host's CPU time stolen or used by others while it ran, 0…1, where known.
    package var contention: Double?

    /// Time for which it waited for databases, where it was traced.
    ///
    /// - Unit: ms.
    package var databaseMS: Double?

    /// Time for which it waited for other services, where it was traced.
    ///
    /// - Unit: ms.
    package var httpMS: Double?

    /// From handing over the event to the first byte of a streamed response.
    ///
    /// - Unit: ms.
    /// - Edge cases: nothing for responses that are sent as a whole.
    package var firstByteMS: Double?

    package init(
        memoryMB: MemorySetting,
        strategy: ThreadingStrategy,
        durationMS: Double,
        billedDurationMS: Int,
        cpuMS: Double? = nil,
        throttledMS: Double? = nil,
        initDurationMS: Double? = nil,
        maxMemoryUsedMB: Double? = nil,
        cold: Bool = false,
        status: InvocationStatus = .success,
        errorType: String? = nil,
        source: SourceKind,
        governor: GovernorKind? = nil,
        projected: Bool = false,
        sequence: Int = 0,
        startedAt: Double = 0,
        payload: String? = nil,
        warmUp: Bool = false,
        contention: Double? = nil,
        databaseMS: Double? = nil,
        httpMS: Double? = nil,
        firstByteMS: Double? = nil
    ) {
        self.memoryMB = memoryMB
        self.strategy = strategy
        self.durationMS = durationMS
        self.billedDurationMS = billedDurationMS
        self.cpuMS = cpuMS
        self.throttledMS = throttledMS
        self.initDurationMS = initDurationMS
        self.maxMemoryUsedMB = maxMemoryUsedMB
        self.cold = cold
        self.status = status
        self.errorType = errorType
        self.source = source
        self.governor = governor
        self.projected = projected
        self.sequence = sequence
        self.startedAt = startedAt
        self.payload = payload
        self.warmUp = warmUp
        self.contention = contention
        self.databaseMS = databaseMS
        self.httpMS = httpMS
        self.firstByteMS = firstByteMS
    }
}

/// How an invocation ended, in the words of Lambda's REPORT line and JSON logs.
package enum InvocationStatus: String, Hashable, Sendable, Codable {
    /// The function answered.
    case success

    /// The function reported an error of its own.
    case error

    /// The runtime ended or misbehaved.
    case failure

    /// The function's timeout ran out.
    case timeout

    /// The memory limit was reached.
    case outOfMemory = "out-of-memory"
}

/// Where invocations come from.
package enum SourceKind: String, Hashable, Sendable, Codable {
    /// A local execution environment under an enforced or projected quota.
    case local

    /// A deployed function.
    case aws

    /// Measurements made elsewhere.
    case recorded
}

/// What enforces, or stands in for, the CPU quota.
package enum GovernorKind: String, Hashable, Sendable, Codable, CaseIterable {
    case cgroupV2 = "cgroup-v2"
    case cgroupV1 = "cgroup-v1"
    case dutyCycle = "duty-cycle"
    case model
}
