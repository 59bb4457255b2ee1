import LambdaPlatform
import LocalLambda
import Measurement

extension EnvironmentFleet {
    /// Unpacks a version's code unless that was done.
    func open(_ version: RunnableVersion) async throws(RunFailure) {
        if pools[version.key] != nil { return }
        let opened = await host.blocking { () -> Result<FunctionPackage, PackageFailure> in
            do throws(PackageFailure) {
                return .success(
                    try FunctionPackage.open(
                        path: version.code,
                        handler: version.settings.handler,
                        runtime: version.settings.runtime,
                        layers: version.layers
                    )
                )
            } catch {
                return .failure(error)
            }
        }
        switch opened {
        case .failure(let failure):
            throw .package(failure)
        case .success(let package):
            // Another invocation may have been faster.
            if pools[version.key] != nil || isClosed {
                package.close()
            } else {
                pools[version.key] = EnvironmentPool(package: package)
            }
        }
    }

    func environment(
        _ version: RunnableVersion,
        _ isProvisioned: Bool,
        _ configuration: LocalConfiguration
    ) async throws(RunFailure) -> (HostedEnvironment, isReady: Bool) {
        let idle = pools[version.key]?.idle ?? []
        let index =
            idle.lastIndex { $0.isProvisioned == isProvisioned }
            ?? (isProvisioned ? idle.indices.last : nil)
        guard let index else { return (try await start(version, configuration), false) }
        pools[version.key]?.idle.remove(at: index)
        return (idle[index].environment, idle[index].isProvisioned)
    }

    func start(
        _ version: RunnableVersion,
        _ configuration: LocalConfiguration
    ) async throws(RunFailure) -> HostedEnvironment {
        guard !isClosed, pools[version.key] != nil else { throw .source(.cancelled) }
        do throws(SourceFailure) {
            return try await host.start(configuration, at: version.settings.memory, .asIs)
        } catch {
            throw .source(error)
        }
    }

    /// How an environment of a version is run, with a log of its own.
    ///
    /// - Edge cases: a version whose package could not be opened has no command.
    func runConfiguration(_ version: RunnableVersion) -> LocalConfiguration {
        let settings = version.settings
        var function =
            pools[version.key]?.package.function
            ?? LocalFunction(name: version.key.function, command: [], codeDirectory: "")
        function.name = version.key.function
        function.version = version.key.version
        function.environment.merge(settings.variables) { _, own in own }
        return LocalConfiguration(
            function: function,
            event: { _ in [] },
            launcher: configuration.launcher,
            model: configuration.model,
            timeoutS: settings.timeout,
            architecture: Architecture(rawValue: settings.architectures.first ?? "") ?? .host,
            region: configuration.region,
            temporaryMB: settings.ephemeralStorage,
            platformLines: settings.logFormat == "JSON" ? .json : .text
        )
    }

    /// The answer of a function that failed before it saw an event.
    ///
    /// - Throws: The failure where it is this machine's.
    func failedInit(
        of version: RunnableVersion,
        _ failure: RunFailure,
        _ configuration: LocalConfiguration,
        durationMS: Double
    ) throws(RunFailure) -> HostedEnvironment.Answer {
        guard let (errorType, message) = failure.functionError else { throw failure }
        self.configuration.note("\(version.key.function):\(version.key.version) \(failure)")
        var answer = HostedEnvironment.Answer.failedInit(
            errorType,
            of: configuration,
            at: version.settings.memory,
            durationMS: durationMS
        )
        answer.body = InvocationOutcome.document(errorType, message)
        return answer
    }
}
