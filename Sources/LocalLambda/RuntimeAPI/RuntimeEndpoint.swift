import Synchronization

/// The end of the Runtime API that one execution environment talks to.
///
/// Each environment has its own, so that a request left open by a dead runtime cannot take an event
/// that is meant for another. Times and usage are read here, on the server's own thread, right beside
/// the bytes going out and coming in.
final class RuntimeEndpoint: Sendable {
    /// The largest answer that Lambda takes, in bytes.
    ///
    /// - Source: AWS runtime interface emulator, `MaxPayloadSize`: 6 MiB + 100 bytes.
    static let largestAnswer = 6 * 1_024 * 1_024 + 100

    private struct State {
        var conversation = RuntimeConversation()
        var parked: (connection: Int, respond: LoopbackServer.Responder)?
        var startedNS: UInt64 = 0
        var before = EnclosureReading()
    }

    private let state = Mutex(State())
    private let meter: @Sendable () -> EnclosureReading
    private let signals: AsyncStream<RuntimeSignal>.Continuation

    init(
        signals: AsyncStream<RuntimeSignal>.Continuation,
        meter: @escaping @Sendable () -> EnclosureReading
    ) {
        self.signals = signals
        self.meter = meter
    }

    /// Where the conversation stands.
    var phase: RuntimeConversation.Phase { state.withLock { $0.conversation.phase } }

    /// Takes a request that has arrived as far as it ever will.
    func receive(
        _ request: RuntimeRequest,
        connection: Int,
        respond: @escaping LoopbackServer.Responder
    ) {
        let now = monotonicNS()
        let after = request.call.endsInvocation ? meter() : EnclosureReading()
        let verdict = state.withLock { state in
            let verdict = state.conversation.take(request.call, isParked: state.parked != nil)
            if verdict == .park { state.parked = (connection, respond) }
            return verdict
        }
        switch verdict {
        case .park:
            signals.yield(.ready(atNS: now))
        case .answer, .fail:
            respond(request.fault?.reply ?? .accepted)
            signals.yield(.answered(answer(to: request, verdict, endedNS: now, after: after)))
        case .failInit:
            respond(.accepted)
            signals.yield(
                .initFailed(errorType: request.errorType ?? "Runtime.Unknown", body: request.body)
            )
        case .refuse(let reply):
            respond(reply)
        }
    }

    /// Hands the event to the runtime, and starts the clock.
    func deliver(_ event: RuntimeEvent) {
        let before = meter()
        let respond: LoopbackServer.Responder? = state.withLock { state in
            guard let parked = state.parked, state.conversation.begin(id: event.id) else {
                return nil
            }
            state.parked = nil
            state.before = before
            state.startedNS = monotonicNS()
            return parked.respond
        }
        guard let respond else {
            signals.yield(.undeliverable)
            return
        }
        respond(LoopbackReply(status: 200, headers: event.headers, body: event.body))
    }

    /// When the event was handed over, and what had been used by then.
    var start: (ns: UInt64, reading: EnclosureReading) {
        state.withLock { ($0.startedNS, $0.before) }
    }

    /// Takes note that a connection is gone.
    func closed(connection: Int) {
        state.withLock { state in
            if state.parked?.connection == connection { state.parked = nil }
        }
        signals.yield(.disconnected)
    }

    private func answer(
        to request: RuntimeRequest,
        _ verdict: RuntimeConversation.Verdict,
        endedNS: UInt64,
        after: EnclosureReading
    ) -> RuntimeAnswer {
        let start = start
        // AWS's own client for Python names the type in the body alone.
        let named = request.errorType ?? ErrorBody.string("errorType", in: request.body)
        let reported = verdict == .fail ? named ?? "Runtime.Unknown" : nil
        let errorType = request.fault?.errorType ?? reported
        return RuntimeAnswer(
            id: request.call.requestID,
            isError: errorType != nil,
            errorType: errorType,
            body: request.body,
            bytes: request.bytes,
            isStream: request.isStream,
            startedNS: start.ns,
            firstByteNS: min(max(request.bodyStartNS ?? endedNS, start.ns), endedNS),
            endedNS: endedNS,
            before: start.reading,
            after: after
        )
    }
}
