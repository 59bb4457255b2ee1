/// Something that happened to an execution environment.
enum RuntimeSignal: Sendable {
    /// The runtime asks for an event.
    case ready(atNS: UInt64)

    /// The runtime has answered an invocation.
    case answered(RuntimeAnswer)

    /// The runtime could not be initialised.
    case initFailed(errorType: String, body: [UInt8])

    /// The event could not be handed over: nobody was waiting for it.
    case undeliverable

    /// A connection was closed.
    case disconnected

    /// The process ended.
    case exited(ChildProcess.Ending)

    /// The time for the phase is up.
    case timedOut(Int)
}

/// The answer to an invocation, and what was read off around it.
struct RuntimeAnswer: Sendable {
    /// The request.
    let id: String

    /// Whether the function reported an error.
    let isError: Bool

    /// The error type that the runtime gave, or that the answer's size calls for.
    let errorType: String?

    /// The answer itself, as far as it is kept.
    let body: [UInt8]

    /// How many bytes the answer had.
    let bytes: Int

    /// Whether it was sent while it was still being made.
    let isStream: Bool

    /// Monotonic time at which the event was handed over.
    let startedNS: UInt64

    /// Monotonic time at which the first byte of the answer was there.
    let firstByteNS: UInt64

    /// Monotonic time at which the whole answer was there.
    let endedNS: UInt64

    /// What had been used when the event was handed over.
    let before: EnclosureReading

    /// What had been used when the answer was there.
    let after: EnclosureReading
}

/// An event on its way to the function.
struct RuntimeEvent: Sendable {
    /// The request id.
    let id: String

    /// The event itself.
    let body: [UInt8]

    /// The headers that go with it.
    let headers: [LoopbackHeader]
}
