import Measurement

/// What was observed of one invocation, before it is put into the words of a run.
struct Observation: Sendable {
    /// The request's id.
    var requestID = ""

    /// Where in the log it begins.
    var logStart = 0

    /// The trace it belongs to.
    var trace: TraceHeader?

    /// What it waited for, where it was traced.
    var waits: TracedWaits?

    /// How it ended.
    var status: InvocationStatus

    /// Lambda's error type, unless it succeeded.
    var errorType: String?

    /// Time from handing the event over until the answer was there, in milliseconds.
    var durationMS: Double

    /// What the environment had used before.
    var before = EnclosureReading()

    /// What the environment had used after.
    var after = EnclosureReading()

    /// How the answer came, where there was one.
    var response: ObservedResponse?

    /// The most memory that the environment has needed so far, in bytes, where known.
    var peakBytes: UInt64?

    /// The answer, or the error in the runtime's words.
    var body: [UInt8] = []

    /// Seconds since 1970 when the event was handed over.
    var startedAt: Double

    /// Share of the machine's CPU time that others had meanwhile, where it can be told.
    var contention: Double?
}

/// How an answer came.
struct ObservedResponse: Hashable, Sendable {
    /// From handing the event over until the first byte of the answer, in milliseconds.
    let latencyMS: Double

    /// From the first byte until the last, in milliseconds.
    let durationMS: Double

    /// How many bytes it had.
    let bytes: Int

    /// Whether it was sent while it was still being made.
    let isStream: Bool

    /// How long a caller waits for the first byte, where it does not come with the last.
    var firstByteOfStreamMS: Double? { isStream ? latencyMS : nil }
}
