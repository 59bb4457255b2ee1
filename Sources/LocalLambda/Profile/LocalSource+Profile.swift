import LambdaPlatform
import Measurement

extension LocalSource {
    /// The setting at which functions are profiled: the first with as many vCPUs as there are
    /// processors here.
    nonisolated var profileMemory: MemorySetting {
        configuration.model.memory(holding: Double(host.processors))
    }

    /// Profiles the function with a strategy, in an environment of its own that is gone afterwards.
    ///
    /// - Throws: ``SourceFailure`` when nothing was observed.
    nonisolated func profile(
        _ request: InvocationRequest,
        _ plan: ProfilingPlan
    ) async throws(SourceFailure) -> Result<FunctionProfile, Profiler.Unsuccessful> {
        let hosted = try await host.start(
            configuration,
            at: profileMemory,
            request.strategy,
            isUnthrottled: true
        )
        let environment = hosted.environment
        guard let tree = await environment.watch?.tree else {
            await hosted.end()
            throw .cancelled
        }
        do throws(SourceFailure) {
            let result = try await Profiler(
                environment: environment,
                tree: tree,
                event: configuration.event(request),
                processors: min(environment.grant.processors, host.processors),
                plan: plan
            ).profile()
            await hosted.end()
            return result
        } catch {
            await hosted.end()
            throw error
        }
    }
}
