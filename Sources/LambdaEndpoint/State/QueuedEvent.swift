import Foundation

/// An event that nobody waits for, as it is kept until it is over.
struct QueuedEvent: Hashable, Sendable, Codable {
    /// The request's id; the event's file is named by it.
    let id: String

    let reference: FunctionReference

    /// JSON.
    let event: Data

    /// When it was accepted.
    ///
    /// - Unit: seconds since 1970.
    let acceptedAt: Double

    /// When it is to be tried next.
    ///
    /// - Unit: seconds since 1970.
    var dueAt: Double

    /// How often the function saw it.
    var attempts = 0

    /// How often it could not be handed to the function.
    var refusals = 0

    /// How many functions it came through as the record of an earlier event.
    var hops = 0

    init(
        id: String,
        reference: FunctionReference,
        event: [UInt8],
        acceptedAt: Double,
        hops: Int = 0
    ) {
        self.id = id
        self.reference = reference
        self.event = Data(event)
        self.acceptedAt = acceptedAt
        self.dueAt = acceptedAt
        self.hops = hops
    }
}

/// How events that nobody waits for are tried again, and who is told of their end.
struct EventRules: Hashable, Sendable, Codable {
    /// How often an event is tried again after a function error, 0…2.
    var maximumRetryAttempts = 2

    /// Unit: seconds, 60…21,600.
    var maximumEventAge = 21_600

    /// The ARN of what is told of an event that succeeded.
    var onSuccess: String?

    /// The ARN of what is told of an event that was given up.
    var onFailure: String?

    var lastModified: Double = 0
}
