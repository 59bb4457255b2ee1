import Foundation

extension FunctionService {
    /// How many functions a record is handed on through before the chain is taken for a loop.
    ///
    /// - Source: AWS Lambda Developer Guide, "Recursive loop detection": about 16 times.
    static let longestChain = 16

    /// Ends an event, and tells whom its rules name.
    func conclude(
        _ queued: QueuedEvent,
        _ rules: EventRules,
        _ condition: DestinationRecord.Condition,
        _ outcome: InvocationOutcome?
    ) {
        let isSuccess = condition == .success
        if !isSuccess {
            let end = condition == .ageExceeded ? "is too old" : "given up"
            configuration.note("\(queued.reference.name) event \(queued.id) \(end)")
        }
        if let target = isSuccess ? rules.onSuccess : rules.onFailure {
            deliver(record(of: queued, condition, outcome), of: queued, to: target)
        }
        let settings =
            outcome.flatMap { functions[queued.reference.name]?.version($0.version) }
            ?? functions[queued.reference.name]?.latest
        if !isSuccess, let target = settings?.settings.deadLetterTarget {
            noteUndelivered(queued, target, "there are no queues and topics here")
        }
        // Last, so that an endpoint killed before tells them twice rather than never.
        store.removeEvent(queued.id)
    }

    private func record(
        of queued: QueuedEvent,
        _ condition: DestinationRecord.Condition,
        _ outcome: InvocationOutcome?
    ) -> [UInt8] {
        DestinationRecord(
            timestamp: Self.timestamp(),
            requestContext: DestinationRecord.RequestContext(
                requestId: queued.id,
                functionArn: configuration.functionARN(
                    queued.reference.name,
                    queued.reference.qualifier ?? VersionRecord.latest
                ),
                condition: condition,
                approximateInvokeCount: queued.attempts
            ),
            responseContext: outcome.map {
                DestinationRecord.ResponseContext(
                    executedVersion: $0.version,
                    functionError: $0.hasFailed ? "Unhandled" : nil
                )
            }
        ).document(event: queued.event, answer: outcome?.body)
    }

    /// Hands a record to a function of this endpoint; says so where that cannot be.
    private func deliver(_ record: [UInt8], of queued: QueuedEvent, to target: String) {
        guard target.hasPrefix(configuration.functionARN("", nil)),
            let reference = try? FunctionReference(target, qualifier: nil),
            functions[reference.name] != nil
        else {
            noteUndelivered(queued, target, "only functions of this endpoint are reached")
            return
        }
        guard queued.hops < Self.longestChain else {
            noteUndelivered(queued, target, "it came through \(queued.hops) functions already")
            return
        }
        guard record.count <= InvocationOrder.largestQueuedEvent else {
            noteUndelivered(queued, target, "its record of \(record.count) bytes is too large")
            return
        }
        do throws(ServiceRefusal) {
            try enqueue(
                QueuedEvent(
                    id: UUID().uuidString.lowercased(),
                    reference: reference,
                    event: record,
                    acceptedAt: configuration.now(),
                    hops: queued.hops + 1
                )
            )
        } catch {
            noteUndelivered(queued, target, error.description)
        }
    }

    private func noteUndelivered(_ queued: QueuedEvent, _ target: String, _ reason: String) {
        configuration.note(
            "\(queued.reference.name) event \(queued.id) not delivered to \(target): \(reason)"
        )
    }
}
