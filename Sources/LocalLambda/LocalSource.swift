package import LambdaPlatform
package import Measurement

/// Invocations of a function in execution environments on this machine.
///
/// One environment is kept for each pair of memory setting and strategy, frozen between invocations.
/// Lives until ``close()``, which must be called: it is what ends processes and removes groups.
package actor LocalSource: InvocationSource {
    /// What enforces the quota.
    package nonisolated var governor: GovernorKind { host.governor }

    /// Reasons to distrust what is measured here.
    package nonisolated let cautions: [Caution]

    /// What this machine lets the tuner keep from the function.
    package nonisolated let ability: IsolationAbility

    nonisolated let host: EnvironmentHost
    nonisolated let configuration: LocalConfiguration
    private var environments: [Key: HostedEnvironment] = [:]

    /// Environments that have crashed or timed out, for those that take their place.
    private var crashed: [Key: HostedEnvironment] = [:]
    private var isClosed = false
    private var sequence = 0

    private struct Key: Hashable {
        let memory: MemorySetting
        let strategy: ThreadingStrategy
    }

    private init(
        configuration: LocalConfiguration,
        host: EnvironmentHost,
        ability: IsolationAbility
    ) {
        self.configuration = configuration
        self.host = host
        self.ability = ability
        cautions = host.cautions + ability.cautions(for: configuration)
    }

    /// Chooses the governor and removes what earlier tools left behind.
    ///
    /// - Throws: ``SourceFailure/governorUnavailable(_:reason:)`` when the governor that was asked for
    ///   does not work here; ``SourceFailure/other(_:)`` when there is no place for temporary files.
    package static func open(
        _ configuration: LocalConfiguration
    ) async throws(SourceFailure) -> LocalSource {
        let host = try await EnvironmentHost.open(configuration.governor)
        return LocalSource(
            configuration: configuration,
            host: host,
            ability: await host.ability(of: configuration.launcher)
        )
    }

    package nonisolated func canMeasure(
        _ memory: MemorySetting,
        _ strategy: ThreadingStrategy
    ) -> Bool {
        host.canMeasure(memory, strategy, under: configuration.model)
    }

    package func invoke(_ request: InvocationRequest) async throws(SourceFailure) -> Invocation {
        try await answer(to: request).invocation
    }

    /// The same with what the function answered and wrote.
    package func answer(
        to request: InvocationRequest
    ) async throws(SourceFailure) -> HostedEnvironment.Answer {
        if isClosed || Task.isCancelled { throw .cancelled }
        let key = Key(memory: request.memory, strategy: request.strategy)
        let environment: HostedEnvironment
        do throws(SourceFailure) {
            environment = try await self.environment(
                for: key,
                fresh: request.environment == .fresh
            )
        } catch .initFailed(Self.outOfMemory, _) {
            // A function that cannot even start at a setting was observed there.
            return .outOfMemory(during: request, governor: governor)
        }
        let answer: HostedEnvironment.Answer
        do throws(SourceFailure) {
            answer = try await environment.invoke(
                configuration.event(request),
                payload: request.payload,
                sequence: sequence
            )
        } catch {
            await discard(key)
            throw error
        }
        sequence += 1
        if await !environment.isUsable {
            environments[key] = nil
            await environment.endBeforeReset()
            crashed[key] = environment
        }
        return answer
    }

    package func close() async {
        if isClosed { return }
        isClosed = true
        for key in environments.keys { await discard(key) }
        for environment in crashed.values { await environment.end() }
        await host.close()
    }

    private static let outOfMemory = "Runtime.OutOfMemory"

    /// The processes of the environments that are there now.
    var processes: [Int32] {
        get async {
            var found: [Int32] = []
            for hosted in environments.values {
                if let process = await hosted.environment.watch?.id { found.append(process) }
            }
            return found
        }
    }

    private func discard(_ key: Key) async {
        await environments.removeValue(forKey: key)?.end()
    }

    private func environment(
        for key: Key,
        fresh: Bool
    ) async throws(SourceFailure) -> HostedEnvironment {
        if let environment = environments[key] {
            let isUsable = await environment.isUsable
            if isUsable && !fresh { return environment }
            await discard(key)
        }
        let earlier = crashed.removeValue(forKey: key)
        if fresh { await earlier?.end() }
        let environment = try await host.start(
            configuration,
            at: key.memory,
            key.strategy,
            insteadOf: fresh ? nil : earlier
        )
        environments[key] = environment
        return environment
    }
}
