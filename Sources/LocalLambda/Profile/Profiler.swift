import LambdaPlatform
import Measurement

/// Profiles one function with one strategy in an unthrottled execution environment.
///
/// No quota is set. Undisturbed invocations tell how many threads were on a processor and when;
/// invocations that are stopped now and then tell what a stop costs in CPU time.
struct Profiler: Sendable {
    let environment: ExecutionEnvironment
    let tree: ProcessTree
    let event: [UInt8]
    let processors: Int
    let plan: ProfilingPlan

    /// An invocation that did not succeed: the function cannot be profiled.
    struct Unsuccessful: Error {
        let observation: Observation
    }

    /// What was found, or how the function failed.
    func profile() async throws(SourceFailure) -> Result<FunctionProfile, Unsuccessful> {
        do {
            // The first invocation fills caches and starts pools, as cold starts do.
            _ = try await successful { nil }
            var runs: [CPUProfile] = []
            for _ in 0..<plan.freeRuns { runs.append(try await freeRun()) }
            let typical = runs.sorted { $0.cpuMS < $1.cpuMS }[runs.count / 2]
            let restart = try await restartCost(of: typical)
            return .success(
                FunctionProfile(
                    runs: runs.map { $0.with(restart: restart) },
                    crowdedGrowth: try await crowdedGrowth(of: typical),
                    initMS: await environment.takeInitMS(),
                    peakBytes: environment.enclosure.peakBytes()
                )
            )
        } catch let error as Unsuccessful {
            return .failure(error)
        } catch let error as SourceFailure {
            throw error
        } catch {
            throw .other("The function cannot be profiled: \(error).")
        }
    }

    private func freeRun() async throws -> CPUProfile {
        let recorder = ActivityRecorder(tree)
        let run = try await successful { Companion.start { recorder.read() } }
        let stretches = recorder.stretches(
            from: run.startNS,
            durationMS: run.durationMS,
            cpuMS: run.cpuMS,
            processors: processors
        )
        return CPUProfile(stretches: stretches, processors: processors)
    }

    /// What stops of two lengths cost.
    private func restartCost(of free: CPUProfile) async throws -> RestartCost {
        var found: [RestartCost.Observation] = []
        for stopMS in plan.stopsMS {
            let interrupter = Interrupter(
                tree,
                runMS: plan.runMS(durationMS: free.durationMS),
                stopMS: stopMS
            )
            let run = try await successful { Companion.start { interrupter.interrupt() } }
            let stops = interrupter.stops(from: run.startNS, to: run.endNS)
            guard !stops.isEmpty else { return .none }
            let stoppedNS = stops.reduce(0) { $0 + ($1.endNS - $1.startNS) }
            let count = Double(stops.count)
            found.append(
                RestartCost.Observation(
                    stopMS: Double(stoppedNS) / 1e6 / count,
                    cpuMS: (run.cpuMS - free.cpuMS) / count
                )
            )
        }
        guard found.count == 2 else { return .none }
        return RestartCost(short: found[0], long: found[1])
    }

    /// How the CPU time grows with all threads on one processor.
    private func crowdedGrowth(of free: CPUProfile) async throws -> Double? {
        let all = Processors.visible(environment.grant.processors)
        guard let first = all.first, all.count > 1, free.cpuMS > 1.05 * free.durationMS,
            tree.bind(to: [first])
        else { return nil }
        defer { _ = tree.bind(to: all) }
        let crowded = try await successful { nil }
        return crowded.cpuMS / free.cpuMS
    }

    /// An invocation that succeeded.
    private struct Success {
        let durationMS: Double
        let cpuMS: Double
        let startNS: UInt64
        var endNS: UInt64 { startNS + UInt64(durationMS * 1e6) }
    }

    /// Invokes the function once beside a companion, which has ended on return.
    private func successful(_ start: () -> Companion?) async throws -> Success {
        let companion = start()
        let result = await observed()
        let enclosure = environment.enclosure
        await environment.machinery.blocking {
            companion?.end()
            // The companion's last signal may have let an idle function go on.
            enclosure.freeze()
        }
        let observation = try result.get()
        guard observation.status == .success, let before = observation.before.cpuNS,
            let after = observation.after.cpuNS, after > before
        else { throw Unsuccessful(observation: observation) }
        return Success(
            durationMS: observation.durationMS,
            cpuMS: Double(after - before) / 1e6,
            startNS: environment.endpoint.start.ns
        )
    }

    private func observed() async -> Result<Observation, SourceFailure> {
        do throws(SourceFailure) {
            return .success(try await environment.invoke(event))
        } catch {
            return .failure(error)
        }
    }
}
