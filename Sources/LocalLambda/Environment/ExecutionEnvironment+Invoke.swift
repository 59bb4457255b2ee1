import LambdaPlatform
import Measurement

extension ExecutionEnvironment {
    /// Hands an event to the function, and observes what becomes of it.
    ///
    /// - Throws: ``SourceFailure/cancelled`` only: whatever else happens was observed.
    func invoke(_ body: [UInt8]) async throws(SourceFailure) -> Observation {
        let enclosure = enclosure
        try await rest()
        // Thawing takes milliseconds, which must be over before the clock starts.
        await machinery.blocking { enclosure.thaw() }
        let startedAt = wallClockSeconds()
        let id = LambdaVariables.requestID()
        let trace = TraceHeader(at: startedAt, isSampled: tracing != nil)
        let event = RuntimeEvent(
            id: id,
            body: body,
            headers: LambdaVariables.headers(
                id: id,
                trace: trace,
                configuration: configuration,
                startedAt: startedAt
            )
        )
        let logStart = configuration.log.position
        if let lines = configuration.platformLines {
            configuration.log.append(
                line: lines.start(id, of: configuration.function.version, at: startedAt)
            )
        }
        let load = HostLoad.now()
        let endpoint = endpoint
        machinery.onServerThread { endpoint.deliver(event) }
        var observation = try await observe(id: id, startedAt: startedAt)
        observation.requestID = id
        observation.logStart = logStart
        observation.trace = trace
        observation.contention = HostLoad.contention(since: load, of: observation)
        if observation.status == .success || observation.status == .error {
            try await settle(&observation)
        } else {
            becomeUnusable()
        }
        observation.peakBytes =
            observation.status == .outOfMemory
            ? UInt64(grant.memory.bytes) : await machinery.blocking { enclosure.peakBytes() }
        if let segments = await tracing?.take(trace: trace.trace) {
            observation.waits = TracedWaits(segments)
        }
        return observation
    }

    /// Waits until what the last invocation overdrew has been paid back, and then for a random part of
    /// a period.
    ///
    /// Requests on Lambda come at any moment of a period and mostly after a gap. One that came right
    /// after another would start in debt, and would take longer by up to some periods.
    private func rest() async throws(SourceFailure) {
        let periodMS = PlatformModel.periodMS
        let threads = Double(min(grant.processors, usableProcessorCount()))
        if grant.share >= threads { return }
        // The kernel notices overuse at its next tick, on each processor.
        let largestDebtMS = PlatformModel.tickMS * threads
        let periods = (largestDebtMS / (grant.share * periodMS)).rounded(.up)
        let gapMS = (periods + Double.random(in: 0..<1)) * periodMS
        let passedMS = Double(monotonicNS() - min(monotonicNS(), idleSinceNS)) / 1e6
        guard passedMS < gapMS else { return }
        do {
            try await Task.sleep(nanoseconds: UInt64((gapMS - passedMS) * 1e6))
        } catch {
            throw .cancelled
        }
    }

    private func observe(id: String, startedAt: Double) async throws(SourceFailure) -> Observation {
        let limitS = Double(configuration.timeoutS)
        let waited = await wait(seconds: limitS) { signal -> RuntimeAnswer?? in
            switch signal {
            case .answered(let answer) where answer.id == id: .some(answer)
            case .undeliverable: .some(nil)
            default: nil
            }
        }
        switch waited {
        case .came(let answer?):
            let isLost = answer.errorType == AnswerFault.truncated.errorType
            if isLost && answer.after.memoryKills > answer.before.memoryKills {
                return crash(startedAt: startedAt)
            }
            return observation(of: answer, startedAt: startedAt)
        case .came(nil), .exited:
            return crash(startedAt: startedAt)
        case .timedOut:
            return timeout(startedAt: startedAt)
        case .cancelled:
            throw .cancelled
        }
    }

    private func observation(of answer: RuntimeAnswer, startedAt: Double) -> Observation {
        let isWrong = !answer.isError && !configuration.accepts(answer.body)
        return Observation(
            status: answer.isError || isWrong ? .error : .success,
            errorType: isWrong ? LocalConfiguration.wrongAnswer : answer.errorType,
            durationMS: Double(answer.endedNS - answer.startedNS) / 1e6,
            before: answer.before,
            after: answer.after,
            response: ObservedResponse(
                latencyMS: Double(answer.firstByteNS - answer.startedNS) / 1e6,
                durationMS: Double(answer.endedNS - answer.firstByteNS) / 1e6,
                bytes: answer.bytes,
                isStream: answer.isStream
            ),
            body: answer.body,
            startedAt: startedAt
        )
    }

    private func crash(startedAt: Double) -> Observation {
        let start = endpoint.start
        let after = enclosure.reading()
        let isOutOfMemory = after.memoryKills > start.reading.memoryKills
        return Observation(
            status: isOutOfMemory ? .outOfMemory : .failure,
            errorType: isOutOfMemory ? "Runtime.OutOfMemory" : "Runtime.ExitError",
            durationMS: start.ns == 0 ? 0 : Double(monotonicNS() - start.ns) / 1e6,
            before: start.reading,
            after: after,
            startedAt: startedAt
        )
    }

    private func timeout(startedAt: Double) -> Observation {
        Observation(
            status: .timeout,
            errorType: "Sandbox.Timedout",
            durationMS: Double(configuration.timeoutS) * 1_000,
            before: endpoint.start.reading,
            after: enclosure.reading(),
            startedAt: startedAt
        )
    }

    /// Waits until the runtime asks for the next event, and freezes the environment.
    private func settle(_ observation: inout Observation) async throws(SourceFailure) {
        let remainingS = Double(configuration.timeoutS) - observation.durationMS / 1_000
        let waited = await wait(seconds: remainingS) { signal -> Bool? in
            if case .ready = signal { true } else { nil }
        }
        switch waited {
        case .came:
            becomeIdle()
            let enclosure = enclosure
            await machinery.blocking { enclosure.freeze() }
        case .exited:
            // The answer stands; the next invocation will find a new environment.
            becomeUnusable()
        case .timedOut:
            becomeUnusable()
            observation = timeout(startedAt: observation.startedAt)
        case .cancelled:
            throw .cancelled
        }
    }
}
