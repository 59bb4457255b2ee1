import LambdaPlatform
import Measurement

/// Profiles one function with one strategy in an unthrottled execution environment.
///
/// No quota is set. Undisturbed invocations tell how many threads were on a processor and when;
/// between them, invocations that are stopped now and then tell what a stop costs in CPU time.
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
            let first = try await successful { nil }
            let (runs, restart) = try await runsAndStops(durationMS: first.durationMS)
            let typical = runs.sorted { $0.cpuMS < $1.cpuMS }[runs.count / 2]
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

    /// Free and stopped invocations in turn, and what a stop costs.
    ///
    /// A machine changes its speed from second to second; the free invocations before and after a
    /// stopped one tell what it would have used without stops.
    private func runsAndStops(
        durationMS: Double
    ) async throws -> (runs: [CPUProfile], restart: RestartCost) {
        var runs = [try await freeRun()]
        var stopped = plan.stopsMS.map { _ in StoppedRuns(steadiness: plan.steadiness) }
        var round = 0
        while plan.wantsRound(round, durationMS: durationMS, growths: stopped.map(\.growths)) {
            round += 1
            for (index, stopMS) in plan.stopsMS.enumerated() {
                let run = try await stoppedRun(durationMS: durationMS, stopMS: stopMS)
                let before = runs[runs.count - 1].cpuMS
                runs.append(try await freeRun())
                stopped[index].add(run, before: before, after: runs[runs.count - 1].cpuMS)
            }
        }
        return (runs, RestartCost(stopped))
    }

    private func freeRun() async throws -> CPUProfile {
        try await quietest {
            let recorder = ActivityRecorder(tree)
            let run = try await successful { Companion.start { recorder.read() } }
            let stretches = recorder.stretches(
                from: run.startNS,
                durationMS: run.durationMS,
                cpuMS: run.cpuMS,
                processors: processors
            )
            return (run, CPUProfile(stretches: stretches, processors: processors))
        }
    }

    private func stoppedRun(durationMS: Double, stopMS: Double) async throws -> StoppedRun {
        try await quietest {
            let interrupter = Interrupter(
                tree,
                runMS: plan.runMS(durationMS: durationMS),
                stopMS: stopMS
            )
            let run = try await successful { Companion.start { interrupter.interrupt() } }
            let stops = interrupter.stops(from: run.startNS, to: run.endNS)
            return (run, StoppedRun(cpuMS: run.cpuMS, stops: stops))
        }
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
}
