import Estimation
import LambdaPlatform

/// An invocation that was stopped now and then.
struct StoppedRun: Sendable {
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

/// Invocations with stops of one length, each beside two free ones.
struct StoppedRuns: Sendable {
    private struct Pair {
        let run: StoppedRun
        let free: Double
    }

    private let steadiness: Double
    private var steady: [Pair] = []
    private var unsteady: [Pair] = []

    /// - Parameter steadiness: The share by which the free invocations beside a stopped one may
    ///   differ in CPU time: a machine that changed its speed meanwhile tells little.
    init(steadiness: Double) {
        self.steadiness = steadiness
    }

    /// Adds an invocation with the CPU times, in ms, of the free ones before and after it.
    mutating func add(_ run: StoppedRun, before: Double, after: Double) {
        let pair = Pair(run: run, free: (before + after) / 2)
        if abs(before - after) <= steadiness * pair.free {
            steady.append(pair)
        } else {
            unsteady.append(pair)
        }
    }

    /// What the CPU time grew by in each of those beside which the machine kept its speed.
    var growths: OrderedSample { OrderedSample(steady.map { $0.run.cpuMS / $0.free }) }

    /// The middle one of what a stop cost in those, or in all where the machine never kept its speed.
    var cost: RestartCost.Observation? {
        let costs = (steady.isEmpty ? unsteady : steady)
            .compactMap { $0.run.cost(free: $0.free) }
            .sorted { $0.cpuMS < $1.cpuMS }
        return costs.isEmpty ? nil : costs[costs.count / 2]
    }
}

extension RestartCost {
    /// Puts a curve through what stops of two lengths cost.
    init(_ stopped: [StoppedRuns]) {
        let costs = stopped.compactMap(\.cost)
        guard costs.count == 2 else {
            self = .none
            return
        }
        self.init(short: costs[0], long: costs[1])
    }
}
