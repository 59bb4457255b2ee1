package import LambdaPlatform
package import Measurement

/// Invocations of a function in execution environments on this machine.
///
/// One environment is kept for each pair of memory setting and strategy, frozen between invocations.
/// Lives until ``close()``, which must be called: it is what ends processes and removes groups.
package actor LocalSource: InvocationSource {
    /// What enforces the quota.
    package nonisolated let governor: GovernorKind

    /// Reasons to distrust what is measured here.
    package nonisolated let cautions: [Caution]

    nonisolated let selection: GovernorSelection
    nonisolated let configuration: LocalConfiguration
    let machinery: Machinery
    private let scratch: ScratchDirectory
    private var environments: [Key: ExecutionEnvironment] = [:]
    private var isClosed = false
    private var sequence = 0
    private var enclosures = 0

    private struct Key: Hashable {
        let memory: MemorySetting
        let strategy: ThreadingStrategy
    }

    private init(
        configuration: LocalConfiguration,
        selection: GovernorSelection,
        scratch: ScratchDirectory,
        machinery: Machinery
    ) {
        self.configuration = configuration
        self.selection = selection
        self.governor = selection.governor.kind
        self.cautions = selection.cautions
        self.scratch = scratch
        self.machinery = machinery
    }

    /// Chooses the governor and removes what earlier tools left behind.
    ///
    /// - Throws: ``SourceFailure/governorUnavailable(_:reason:)`` when the governor that was asked for
    ///   does not work here; ``SourceFailure/other(_:)`` when there is no place for temporary files.
    package static func open(
        _ configuration: LocalConfiguration
    ) async throws(SourceFailure) -> LocalSource {
        let machinery = Machinery()
        do throws(SourceFailure) {
            let choice = configuration.governor
            let selection = try await machinery.trying { () throws(SourceFailure) in
                try GovernorSelection(choice)
            }
            let scratch = try await machinery.trying { () throws(SourceFailure) in
                selection.governor.removeLeftovers()
                ScratchDirectory.removeLeftovers()
                return try ScratchDirectory.make()
            }
            return LocalSource(
                configuration: configuration,
                selection: selection,
                scratch: scratch,
                machinery: machinery
            )
        } catch {
            await machinery.stop()
            throw error
        }
    }

    package nonisolated func canMeasure(
        _ memory: MemorySetting,
        _ strategy: ThreadingStrategy
    ) -> Bool {
        selection.canMeasure(Grant(memory, under: configuration.model), strategy)
    }

    package func invoke(_ request: InvocationRequest) async throws(SourceFailure) -> Invocation {
        if isClosed || Task.isCancelled { throw .cancelled }
        let key = Key(memory: request.memory, strategy: request.strategy)
        let environment = try await environment(for: key, fresh: request.environment == .fresh)
        var observation: Observation
        do throws(SourceFailure) {
            observation = try await environment.invoke(configuration.event(request))
        } catch {
            await discard(key)
            throw error
        }
        let initMS = await environment.takeInitMS()
        let suppressedMS = await environment.takeSuppressedInitMS()
        observation.durationMS += suppressedMS ?? 0
        if await !environment.isUsable { await discard(key) }
        sequence += 1
        var invocation = invocation(
            request,
            observation,
            initMS: initMS,
            sequence: sequence - 1
        )
        if suppressedMS != nil { invocation.cold = true }
        return invocation
    }

    package func close() async {
        if isClosed { return }
        isClosed = true
        for key in environments.keys { await discard(key) }
        let scratch = scratch
        await machinery.blocking { scratch.remove() }
        await machinery.stop()
    }

    /// The processes of the environments that are there now.
    var processes: [Int32] {
        get async {
            var found: [Int32] = []
            for environment in environments.values {
                if let process = await environment.watch?.id { found.append(process) }
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
    ) async throws(SourceFailure) -> ExecutionEnvironment {
        if let environment = environments[key] {
            let isUsable = await environment.isUsable
            if isUsable && !fresh { return environment }
            await discard(key)
        }
        let environment: ExecutionEnvironment
        do throws(SourceFailure) {
            environment = try await start(for: key, isSecondTry: false)
        } catch {
            guard case .initFailed("Sandbox.Timedout", _) = error else { throw error }
            // As on Lambda: INIT is tried once more, as a part of the invocation.
            environment = try await start(for: key, isSecondTry: true)
        }
        environments[key] = environment
        return environment
    }

    private func start(
        for key: Key,
        isSecondTry: Bool
    ) async throws(SourceFailure) -> ExecutionEnvironment {
        enclosures += 1
        let grant = Grant(key.memory, under: configuration.model)
        let governor = selection.governor(for: grant, key.strategy)
        let name = EnclosureName(
            owner: scratch.name.owner,
            ownerStart: scratch.name.ownerStart,
            number: scratch.name.number * 1_000_000 + enclosures
        )
        let enclosure = try await machinery.trying { () throws(SourceFailure) in
            try governor.makeEnclosure(name, for: grant)
        }
        let environment: ExecutionEnvironment
        do throws(SourceFailure) {
            environment = try await ExecutionEnvironment(
                configuration: configuration,
                grant: grant,
                enclosure: enclosure,
                machinery: machinery
            )
        } catch {
            await machinery.blocking { enclosure.destroy() }
            throw error
        }
        do throws(SourceFailure) {
            let directory = try scratch.makeDirectory("tmp-\(enclosures)")
            try await environment.initialise(
                temporaryDirectory: directory,
                isPartOfInvocation: isSecondTry
            )
            return environment
        } catch {
            await environment.end()
            throw error
        }
    }
}
