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
    package nonisolated var cautions: [Caution] { host.cautions }

    nonisolated let host: EnvironmentHost
    nonisolated let configuration: LocalConfiguration
    private var environments: [Key: HostedEnvironment] = [:]
    private var isClosed = false
    private var sequence = 0

    private struct Key: Hashable {
        let memory: MemorySetting
        let strategy: ThreadingStrategy
    }

    private init(configuration: LocalConfiguration, host: EnvironmentHost) {
        self.configuration = configuration
        self.host = host
    }

    /// Chooses the governor and removes what earlier tools left behind.
    ///
    /// - Throws: ``SourceFailure/governorUnavailable(_:reason:)`` when the governor that was asked for
    ///   does not work here; ``SourceFailure/other(_:)`` when there is no place for temporary files.
    package static func open(
        _ configuration: LocalConfiguration
    ) async throws(SourceFailure) -> LocalSource {
        LocalSource(
            configuration: configuration,
            host: try await EnvironmentHost.open(configuration.governor)
        )
    }

    package nonisolated func canMeasure(
        _ memory: MemorySetting,
        _ strategy: ThreadingStrategy
    ) -> Bool {
        host.canMeasure(memory, strategy, under: configuration.model)
    }

    package func invoke(_ request: InvocationRequest) async throws(SourceFailure) -> Invocation {
        if isClosed || Task.isCancelled { throw .cancelled }
        let key = Key(memory: request.memory, strategy: request.strategy)
        let environment = try await environment(for: key, fresh: request.environment == .fresh)
        let invocation: Invocation
        do throws(SourceFailure) {
            invocation = try await environment.invoke(
                configuration.event(request),
                payload: request.payload,
                sequence: sequence
            ).invocation
        } catch {
            await discard(key)
            throw error
        }
        sequence += 1
        if await !environment.isUsable { await discard(key) }
        return invocation
    }

    package func close() async {
        if isClosed { return }
        isClosed = true
        for key in environments.keys { await discard(key) }
        await host.close()
    }

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
        let environment = try await host.start(configuration, at: key.memory, key.strategy)
        environments[key] = environment
        return environment
    }
}
