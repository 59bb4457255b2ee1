package import LambdaPlatform
package import Measurement

/// What execution environments on this machine share: the governor that was chosen, threads, and a
/// folder for temporary files.
///
/// Lives until ``close()``, which must be called once every environment has ended.
package actor EnvironmentHost {
    /// What enforces the quota.
    package nonisolated let governor: GovernorKind

    /// Reasons to distrust what is measured here.
    package nonisolated let cautions: [Caution]

    /// How many processors this machine offers.
    package nonisolated let processors: Int

    nonisolated let selection: GovernorSelection
    nonisolated let machinery: Machinery
    private let scratch: ScratchDirectory
    private var isClosed = false
    private var enclosures = 0

    private init(
        selection: GovernorSelection,
        scratch: ScratchDirectory,
        machinery: Machinery
    ) {
        self.selection = selection
        self.governor = selection.governor.kind
        self.cautions = selection.cautions
        self.processors = selection.hostProcessors
        self.scratch = scratch
        self.machinery = machinery
    }

    /// Chooses the governor and removes what earlier tools left behind.
    ///
    /// - Throws: ``SourceFailure/governorUnavailable(_:reason:)`` when the governor that was asked for
    ///   does not work here; ``SourceFailure/other(_:)`` when there is no place for temporary files.
    package static func open(
        _ choice: GovernorChoice
    ) async throws(SourceFailure) -> EnvironmentHost {
        let machinery = Machinery()
        do throws(SourceFailure) {
            let selection = try await machinery.trying { () throws(SourceFailure) in
                try GovernorSelection(choice)
            }
            let scratch = try await machinery.trying { () throws(SourceFailure) in
                selection.governor.removeLeftovers()
                ScratchDirectory.removeLeftovers()
                return try ScratchDirectory.make()
            }
            return EnvironmentHost(
                selection: selection,
                scratch: scratch,
                machinery: machinery
            )
        } catch {
            await machinery.stop()
            throw error
        }
    }

    /// Whether a setting can be enforced here rather than projected.
    package nonisolated func canMeasure(
        _ memory: MemorySetting,
        _ strategy: ThreadingStrategy,
        under model: PlatformModel
    ) -> Bool {
        selection.canMeasure(Grant(memory, under: model), strategy)
    }

    /// Removes what is left; safe to call twice.
    package func close() async {
        if isClosed { return }
        isClosed = true
        let scratch = scratch
        await machinery.blocking { scratch.remove() }
        await machinery.stop()
    }
}

extension EnvironmentHost {
    /// Starts a function in an environment of its own and waits for the end of INIT.
    ///
    /// INIT that takes too long is tried once more, as a part of the first invocation, as on Lambda.
    ///
    /// - Throws: ``SourceFailure`` when there is no environment to invoke.
    package func start(
        _ configuration: LocalConfiguration,
        at memory: MemorySetting,
        _ strategy: ThreadingStrategy
    ) async throws(SourceFailure) -> HostedEnvironment {
        let environment: ExecutionEnvironment
        do throws(SourceFailure) {
            environment = try await start(configuration, memory, strategy, isSecondTry: false)
        } catch {
            guard case .initFailed("Sandbox.Timedout", _) = error else { throw error }
            environment = try await start(configuration, memory, strategy, isSecondTry: true)
        }
        return HostedEnvironment(
            environment: environment,
            host: self,
            memory: memory,
            strategy: strategy
        )
    }

    private func start(
        _ configuration: LocalConfiguration,
        _ memory: MemorySetting,
        _ strategy: ThreadingStrategy,
        isSecondTry: Bool
    ) async throws(SourceFailure) -> ExecutionEnvironment {
        if isClosed { throw .cancelled }
        enclosures += 1
        let number = enclosures
        let grant = Grant(memory, under: configuration.model)
        let governor = selection.governor(for: grant, strategy)
        let name = EnclosureName(
            owner: scratch.name.owner,
            ownerStart: scratch.name.ownerStart,
            number: scratch.name.number * 1_000_000 + number
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
            let directory = try scratch.makeDirectory("tmp-\(number)")
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
