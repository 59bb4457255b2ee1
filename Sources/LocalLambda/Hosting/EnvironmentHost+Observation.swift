import LambdaPlatform
import Measurement

extension EnvironmentHost {
    /// Puts an observation into the words of a run.
    nonisolated func invocation(
        _ request: InvocationRequest,
        _ observation: Observation,
        under model: PlatformModel,
        initMS: Double?,
        sequence: Int
    ) -> Invocation {
        let grant = Grant(request.memory, under: model)
        let observation = judged(observation, grant, request.strategy)
        let cpuMS = Self.difference(observation.before.cpuNS, observation.after.cpuNS)
        let isMeasured =
            selection.canMeasure(grant, request.strategy)
            && !isCrowded(observation, cpuMS: cpuMS, grant)
        let durationMS =
            isMeasured
            ? observation.durationMS
            : Projection(grant: grant, hostProcessors: selection.hostProcessors)
                .durationMS(observation, cpuMS: cpuMS)
        return Invocation(
            memoryMB: request.memory,
            strategy: request.strategy,
            durationMS: durationMS,
            billedDurationMS: Tariff.billedMS(
                durationMS: durationMS,
                initDurationMS: initMS ?? 0
            ),
            cpuMS: cpuMS,
            throttledMS: Self.difference(
                observation.before.throttledNS,
                observation.after.throttledNS
            ),
            initDurationMS: initMS,
            maxMemoryUsedMB: observation.peakBytes.map { Double($0) / 1_048_576 },
            cold: initMS != nil,
            status: observation.status,
            errorType: observation.errorType,
            source: .local,
            governor: selection.governor(for: grant, request.strategy).kind,
            projected: !isMeasured,
            sequence: sequence,
            startedAt: observation.startedAt,
            payload: request.payload,
            contention: observation.contention,
            databaseMS: observation.waits?.databaseMS,
            httpMS: observation.waits?.httpMS,
            // A projected duration has no moments within it.
            firstByteMS: isMeasured ? observation.response?.firstByteOfStreamMS : nil
        )
    }

    /// Whether several threads of the function had fewer processors here than the setting has.
    ///
    /// A function that was taken to have one thread, which no setting gives more than one processor,
    /// shows by its CPU time that it has more.
    private nonisolated func isCrowded(
        _ observation: Observation,
        cpuMS: Double?,
        _ grant: Grant
    ) -> Bool {
        guard let cpuMS, grant.share > Double(selection.hostProcessors) else { return false }
        // A twentieth: runtimes keep a thread or two busy beside the function's own for a moment.
        return cpuMS > 1.05 * observation.durationMS
    }

    /// Where the memory limit is not enforced, what went over it is found out afterwards.
    private nonisolated func judged(
        _ observation: Observation,
        _ grant: Grant,
        _ strategy: ThreadingStrategy
    ) -> Observation {
        guard !selection.governor(for: grant, strategy).enforcesMemory,
            let peak = observation.peakBytes, peak > grant.memory.bytes
        else { return observation }
        var observation = observation
        observation.status = .outOfMemory
        observation.errorType = "Runtime.OutOfMemory"
        return observation
    }

    private static func difference(_ before: UInt64?, _ after: UInt64?) -> Double? {
        guard let before, let after, after >= before else { return nil }
        return Double(after - before) / 1e6
    }
}
