import LambdaPlatform
package import Measurement

/// An execution environment that has been through INIT, frozen between invocations.
package struct HostedEnvironment: Sendable {
    let environment: ExecutionEnvironment
    let host: EnvironmentHost
    let memory: MemorySetting
    let strategy: ThreadingStrategy
    let temporary: TemporaryStorage

    /// What became of an event.
    package struct Answer: Sendable {
        /// What was observed, in the words of a run.
        package var invocation: Invocation

        /// The function's answer, or its error in the runtime's words; empty when there was none.
        package var body: [UInt8]

        /// The request's id, as the function was told it.
        package var requestID: String

        /// What the function and the platform wrote meanwhile, the last 4 KB of it.
        package var log: [UInt8]
    }

    /// Whether another invocation may be tried.
    package var isUsable: Bool { get async { await environment.isUsable } }

    /// Hands an event to the function, one at a time; the first answer carries the duration of INIT.
    ///
    /// - Throws: ``SourceFailure`` when nothing was observed; the environment has ended then.
    package func invoke(
        _ event: [UInt8],
        payload: String? = nil,
        sequence: Int = 0
    ) async throws(SourceFailure) -> Answer {
        var observation: Observation
        do throws(SourceFailure) {
            observation = try await environment.invoke(event)
        } catch {
            await environment.end()
            throw error
        }
        let initMS = await environment.takeInitMS()
        let suppressedMS = await environment.takeSuppressedInitMS()
        observation.durationMS += suppressedMS ?? 0
        var invocation = host.invocation(
            InvocationRequest(memory: memory, strategy: strategy, payload: payload),
            observation,
            under: environment.configuration.model,
            initMS: initMS,
            sequence: sequence
        )
        if suppressedMS != nil { invocation.cold = true }
        return Answer(
            invocation: invocation,
            body: observation.body,
            requestID: observation.requestID,
            log: await finishedLog(of: invocation, observation)
        )
    }

    /// Writes the last lines of an invocation, and reads back what Lambda would return.
    private func finishedLog(
        of invocation: Invocation,
        _ observation: Observation
    ) async -> [UInt8] {
        await environment.drainLog()
        let log = environment.configuration.log
        if let lines = environment.configuration.platformLines {
            let reported = ReportedInvocation(
                requestID: observation.requestID,
                invocation: invocation,
                response: observation.response,
                trace: observation.trace.flatMap { trace in
                    trace.isSampled ? .init(id: trace.trace, segment: trace.segment) : nil
                }
            )
            for line in lines.end(reported, at: wallClockSeconds()) { log.append(line: line) }
        }
        return log.returned(since: observation.logStart)
    }

    /// Ends every process of it and removes its `/tmp`; safe to call twice.
    package func end() async {
        await environment.end()
        let temporary = temporary
        await host.machinery.blocking { temporary.remove() }
    }

    /// Ends every process of it and leaves its `/tmp` to the environment that takes its place.
    package func endBeforeReset() async {
        await environment.end()
    }
}

extension HostedEnvironment.Answer {
    /// What is observed of a function that runs out of memory before its first event.
    static func outOfMemory(
        during request: InvocationRequest,
        governor: GovernorKind
    ) -> HostedEnvironment.Answer {
        HostedEnvironment.Answer(
            invocation: Invocation(
                memoryMB: request.memory,
                strategy: request.strategy,
                durationMS: 0,
                billedDurationMS: 0,
                maxMemoryUsedMB: Double(request.memory.megabytes),
                cold: true,
                status: .outOfMemory,
                errorType: "Runtime.OutOfMemory",
                source: .local,
                governor: governor,
                startedAt: wallClockSeconds(),
                payload: request.payload
            ),
            body: [],
            requestID: "",
            log: []
        )
    }
}
