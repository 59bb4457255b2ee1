package import LambdaPlatform
package import Measurement

extension EnvironmentHost {
    /// Starts a function in an environment of its own and waits for the end of INIT.
    ///
    /// INIT that takes too long is tried once more, as a part of the first invocation, as on Lambda.
    ///
    /// After a crash or a timeout the environment takes the place of an `earlier` one, and what that
    /// has in `/tmp` is kept. Unthrottled ones get no quota, whatever the setting grants.
    ///
    /// - Throws: ``SourceFailure`` when there is no environment to invoke.
    package func start(
        _ configuration: LocalConfiguration,
        at memory: MemorySetting,
        _ strategy: ThreadingStrategy,
        insteadOf earlier: HostedEnvironment? = nil,
        isUnthrottled: Bool = false
    ) async throws(SourceFailure) -> HostedEnvironment {
        let ability = await ability(of: configuration.launcher)
        if configuration.network == .none, !ability.network {
            throw .other("This machine gives a function no network of its own: run as root.")
        }
        let temporary = try await temporary(configuration, ability, earlier)
        let start = Start(
            configuration: configuration,
            memory: memory,
            strategy: strategy,
            ability: ability,
            temporary: temporary,
            isUnthrottled: isUnthrottled
        )
        do throws(SourceFailure) {
            return try await started(start)
        } catch {
            await machinery.blocking { temporary.remove() }
            throw error
        }
    }

    /// What is to be started.
    private struct Start {
        let configuration: LocalConfiguration
        let memory: MemorySetting
        let strategy: ThreadingStrategy
        let ability: IsolationAbility
        let temporary: TemporaryStorage
        let isUnthrottled: Bool
    }

    private func started(_ start: Start) async throws(SourceFailure) -> HostedEnvironment {
        let environment: ExecutionEnvironment
        let startedNS = monotonicNS()
        do throws(SourceFailure) {
            environment = try await started(start, isSecondTry: false)
        } catch {
            guard case .initFailed(let errorType, _) = error else { throw error }
            if let lines = start.configuration.platformLines {
                let durationMS = Double(monotonicNS() - startedNS) / 1e6
                start.configuration.log.append(
                    line: lines.failedInit(
                        durationMS: durationMS,
                        errorType: errorType,
                        at: wallClockSeconds()
                    )
                )
            }
            guard errorType == "Sandbox.Timedout" else { throw error }
            environment = try await started(start, isSecondTry: true)
        }
        return HostedEnvironment(
            environment: environment,
            host: self,
            memory: start.memory,
            strategy: start.strategy,
            temporary: start.temporary
        )
    }

    private func temporary(
        _ configuration: LocalConfiguration,
        _ ability: IsolationAbility,
        _ earlier: HostedEnvironment?
    ) async throws(SourceFailure) -> TemporaryStorage {
        if let kept = earlier?.temporary {
            await machinery.blocking { kept.awaitRelease() }
            return kept
        }
        let view = FunctionView(of: configuration.function, isIsolated: ability.files)
        let isLimited = ability.temporarySize && !view.isBelowTemporaryFolder
        let name = "tmp-\(nextNumber())"
        let scratch = scratch
        return try await machinery.trying { () throws(SourceFailure) in
            try .make(name, in: scratch, megabytes: isLimited ? configuration.temporaryMB : nil)
        }
    }

    private func started(
        _ start: Start,
        isSecondTry: Bool
    ) async throws(SourceFailure) -> ExecutionEnvironment {
        if isClosed { throw .cancelled }
        let grant = Grant(start.memory, under: start.configuration.model)
        let governor =
            start.isUnthrottled
            ? selection.projecting : selection.governor(for: grant, start.strategy)
        let name = EnclosureName(
            owner: scratch.name.owner,
            ownerStart: scratch.name.ownerStart,
            number: scratch.name.number * 1_000_000 + nextNumber()
        )
        let enclosure = try await machinery.trying { () throws(SourceFailure) in
            try governor.makeEnclosure(name, for: grant)
        }
        let environment = ExecutionEnvironment(
            configuration: start.configuration,
            grant: grant,
            enclosure: enclosure,
            ability: start.ability,
            machinery: machinery
        )
        do throws(SourceFailure) {
            try await environment.initialise(
                temporary: start.temporary,
                isPartOfInvocation: isSecondTry
            )
            return environment
        } catch {
            await environment.end()
            if isSecondTry == false {
                let temporary = start.temporary
                await machinery.blocking { temporary.awaitRelease() }
            }
            throw error
        }
    }
}
