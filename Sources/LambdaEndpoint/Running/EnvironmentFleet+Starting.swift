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
        _ isProvisioned: Bool
    ) async throws(RunFailure) -> (HostedEnvironment, isReady: Bool) {
        let idle = pools[version.key]?.idle ?? []
        let index =
            idle.lastIndex { $0.isProvisioned == isProvisioned }
            ?? (isProvisioned ? idle.indices.last : nil)
        guard let index else { return (try await start(version, isProvisioned: false), false) }
        pools[version.key]?.idle.remove(at: index)
        return (idle[index].environment, idle[index].isProvisioned)
    }

    func start(
        _ version: RunnableVersion,
        isProvisioned: Bool
    ) async throws(RunFailure) -> HostedEnvironment {
        guard !isClosed, let pool = pools[version.key] else { throw .source(.cancelled) }
        let settings = version.settings
        var function = pool.package.function
        function.name = version.key.function
        function.version = version.key.version
        function.isProvisioned = isProvisioned
        function.environment.merge(settings.variables) { _, own in own }
        let configuration = LocalConfiguration(
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
        do throws(SourceFailure) {
            return try await host.start(configuration, at: settings.memory, .asIs)
        } catch {
            throw .source(error)
        }
    }
}
