import LambdaPlatform
import LocalLambda
import Measurement

/// The execution environments of all versions: warm ones are used again, idle ones expire.
actor EnvironmentFleet {
    let configuration: EndpointConfiguration
    let host: EnvironmentHost
    private let gate: ProcessorGate
    var pools: [RunnableVersion.Key: EnvironmentPool] = [:]

    /// Pools of versions that are gone, until their last invocation has ended.
    var leaving: [RunnableVersion.Key: EnvironmentPool] = [:]
    var isClosed = false

    /// The most idle environments that are kept, the ones kept ready apart: each is a process tree
    /// with the memory that it holds.
    static let largestIdle = 64

    /// How often environments are looked through for idle ones.
    static let inspectionPause = Duration.seconds(5)

    init(configuration: EndpointConfiguration, host: EnvironmentHost) {
        self.configuration = configuration
        self.host = host
        self.gate = ProcessorGate(processors: host.processors, clock: configuration.clock)
    }

    /// Hands an event to an environment of a version, starting one where none is free.
    ///
    /// A function that fails before it sees the event has answered with that failure.
    ///
    /// - Throws: ``RunFailure`` when this machine could not run it.
    func invoke(
        _ version: RunnableVersion,
        _ event: [UInt8],
        isProvisioned: Bool
    ) async throws(RunFailure) -> HostedEnvironment.Answer {
        do throws(RunFailure) {
            try await open(version)
        } catch {
            return try failedInit(of: version, error, runConfiguration(version), durationMS: 0)
        }
        let share = configuration.model.vcpuShare(at: version.settings.memory)
        return try await gate.withShare(share) { () throws(RunFailure) in
            begin(version.key)
            do throws(RunFailure) {
                let answer = try await run(version, event, isProvisioned)
                end(version.key)
                return answer
            } catch {
                end(version.key)
                throw error
            }
        }
    }

    private func run(
        _ version: RunnableVersion,
        _ event: [UInt8],
        _ isProvisioned: Bool
    ) async throws(RunFailure) -> HostedEnvironment.Answer {
        let start = runConfiguration(version)
        let began = ContinuousClock.now
        let environment: HostedEnvironment
        let isReady: Bool
        do throws(RunFailure) {
            (environment, isReady) = try await self.environment(version, isProvisioned, start)
        } catch {
            let durationMS = (ContinuousClock.now - began) / .milliseconds(1)
            return try failedInit(of: version, error, start, durationMS: durationMS)
        }
        do throws(SourceFailure) {
            let answer = try await environment.invoke(event)
            await takeBack(environment, version.key, isReady)
            return answer
        } catch {
            lose(isReady, version.key)
            throw .source(error)
        }
    }

    private func begin(_ key: RunnableVersion.Key) {
        pools[key]?.busy += 1
    }

    private func end(_ key: RunnableVersion.Key) {
        if pools[key] != nil {
            pools[key]?.busy -= 1
        } else {
            leaving[key]?.busy -= 1
            if leaving[key]?.busy == 0 { leaving.removeValue(forKey: key)?.package.close() }
        }
    }

    /// How many environments of a version are ready, and whether one could not be started.
    func provisioned(_ key: RunnableVersion.Key) -> (count: Int, hasFailed: Bool) {
        (pools[key]?.provisioned ?? 0, pools[key]?.hasFailed ?? false)
    }

    /// Starts or ends environments until as many are ready as are wanted.
    func provision(_ version: RunnableVersion, _ count: Int) async {
        do throws(RunFailure) {
            try await open(version)
            pools[version.key]?.wanted = count
            pools[version.key]?.hasFailed = false
            while let pool = pools[version.key], pool.isShort, !isClosed {
                pools[version.key]?.starting += 1
                let environment: HostedEnvironment
                do throws(RunFailure) {
                    var start = runConfiguration(version)
                    start.function.isProvisioned = true
                    environment = try await self.start(version, start)
                    await environment.settleInit()
                } catch {
                    pools[version.key]?.starting -= 1
                    throw error
                }
                pools[version.key]?.starting -= 1
                pools[version.key]?.provisioned += 1
                await takeBack(environment, version.key, true)
            }
            await endSurplus(version.key)
        } catch {
            pools[version.key]?.hasFailed = true
            configuration.note("\(version.key.function): nothing is kept ready: \(error)")
        }
    }
}
