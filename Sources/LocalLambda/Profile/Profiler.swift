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
        var costs: [[RestartCost.Observation]] = plan.stopsMS.map { _ in [] }
        for _ in 0..<plan.rounds(durationMS: durationMS) {
            for (index, stopMS) in plan.stopsMS.enumerated() {
                let stopped = try await stoppedRun(durationMS: durationMS, stopMS: stopMS)
                let before = runs[runs.count - 1].cpuMS
                runs.append(try await freeRun())
                let free = (before + runs[runs.count - 1].cpuMS) / 2
                if let cost = stopped.cost(free: free) { costs[index].append(cost) }
            }
        }
        return (runs, RestartCost(costs))
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

/// An invocation that was stopped now and then.
private struct StoppedRun: Sendable {
    let cpuMS: Double
    let stops: [Interrupter.Stop]

    /// What each stop cost, given the CPU time without stops; nil where there was none.
    func cost(free: Double) -> RestartCost.Observation? {
        guard !stops.isEmpty else { return nil }
        let stoppedNS = stops.reduce(0) { $0 + ($1.endNS - $1.startNS) }
        let count = Double(stops.count)
        return RestartCost.Observation(
            stopMS: Double(stoppedNS) / 1e6 / count,
            cpuMS: (cpuMS - free) / count
        )
    }
}

extension RestartCost {
    /// Takes the middle one of what stops of each of two lengths cost.
    fileprivate init(_ costs: [[Observation]]) {
        let middles = costs.compactMap { found in
            found.isEmpty ? nil : found.sorted { $0.cpuMS < $1.cpuMS }[found.count / 2]
        }
        guard middles.count == 2 else {
            self = .none
            return
        }
        self.init(short: middles[0], long: middles[1])
    }
}
