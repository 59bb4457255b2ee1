package import LambdaPlatform
package import Measurement

/// Invocations predicted from one profile of each strategy, taken here without any quota.
///
/// The first request for a strategy profiles it; every request is then answered by letting one of the
/// profiled invocations run again under the quota of the setting, from another moment of a period
/// each time. All of them are marked as projected.
package actor ProfiledSource: InvocationSource {
    private enum Outcome {
        case profiled(FunctionProfile)
        case failed(Observation)
    }

    private let local: LocalSource
    private var outcomes: [ThreadingStrategy: Outcome] = [:]
    private var counts: [MeasuredPair: Int] = [:]
    private var sequence = 0

    /// Profiles what a local source can run.
    package init(_ local: LocalSource) {
        self.local = local
    }

    /// The profiles taken so far.
    package var profiles: [ThreadingStrategy: FunctionProfile] {
        outcomes.compactMapValues { outcome in
            if case .profiled(let profile) = outcome { profile } else { nil }
        }
    }

    /// Profiles strategies that are not profiled yet.
    ///
    /// - Returns: Why strategies could not be profiled, where they could not.
    package func profile(_ strategies: [ThreadingStrategy]) async -> [Caution] {
        var doubts: [Caution] = []
        for strategy in strategies {
            let request = InvocationRequest(memory: local.profileMemory, strategy: strategy)
            do throws(SourceFailure) {
                guard case .failed(let observation) = try await outcome(for: request) else {
                    continue
                }
                let end = observation.errorType ?? observation.status.rawValue
                doubts.append(Self.doubt(strategy, "an invocation ended with \(end)."))
            } catch {
                doubts.append(Self.doubt(strategy, error.description))
            }
        }
        return doubts
    }

    private static func doubt(_ strategy: ThreadingStrategy, _ reason: String) -> Caution {
        Caution(code: "unprofiled", message: "\(strategy) was not profiled: \(reason)")
    }

    package nonisolated func canMeasure(
        _ memory: MemorySetting,
        _ strategy: ThreadingStrategy
    ) -> Bool {
        false
    }

    package func invoke(_ request: InvocationRequest) async throws(SourceFailure) -> Invocation {
        let outcome = try await outcome(for: request)
        let pair = MeasuredPair(memory: request.memory, strategy: request.strategy)
        let count = counts[pair, default: 0]
        counts[pair] = count + 1
        sequence += 1
        switch outcome {
        case .profiled(let profile):
            return invocation(request, of: profile, number: count)
        case .failed(let observation):
            return local.host.invocation(
                request,
                observation,
                under: local.configuration.model,
                initMS: nil,
                sequence: sequence - 1
            )
        }
    }

    package func close() async {
        await local.close()
    }

    private func outcome(
        for request: InvocationRequest
    ) async throws(SourceFailure) -> Outcome {
        if let known = outcomes[request.strategy] { return known }
        let outcome: Outcome =
            switch try await local.profile(request, ProfilingPlan()) {
            case .success(let profile): .profiled(profile)
            case .failure(let failure): .failed(failure.observation)
            }
        outcomes[request.strategy] = outcome
        return outcome
    }
}

extension ProfiledSource {
    /// An invocation as the profile has it; the first of each pair is its cold start.
    private func invocation(
        _ request: InvocationRequest,
        of profile: FunctionProfile,
        number: Int
    ) -> Invocation {
        let memory = request.memory
        let replay = profile.replay(
            at: memory,
            platform: local.configuration.model,
            number: number
        )
        let isCold = number == 0
        let exceedsMemory = profile.peakBytes.map { $0 > memory.bytes } ?? false
        return Invocation(
            memoryMB: memory,
            strategy: request.strategy,
            durationMS: replay.durationMS,
            billedDurationMS: Tariff.billedMS(
                durationMS: replay.durationMS,
                initDurationMS: isCold ? profile.initMS ?? 0 : 0
            ),
            cpuMS: replay.cpuMS,
            throttledMS: replay.stoppedMS,
            initDurationMS: isCold ? profile.initMS : nil,
            maxMemoryUsedMB: profile.peakBytes.map { Double($0) / 1_048_576 },
            cold: isCold,
            status: exceedsMemory ? .outOfMemory : .success,
            errorType: exceedsMemory ? "Runtime.OutOfMemory" : nil,
            source: .local,
            governor: .model,
            projected: true,
            sequence: sequence - 1,
            startedAt: wallClockSeconds(),
            payload: request.payload
        )
    }
}
