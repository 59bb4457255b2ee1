import Estimation

/// How a function is profiled.
struct ProfilingPlan: Hashable, Sendable {
    /// The lengths of stops, in ms: within a period, and more than one.
    var stopsMS = [8.0, 32.0]

    /// The fewest and the most invocations that are stopped for each length.
    var rounds = 3.0...6.0

    /// How long the invocations of a round may take before there are fewer rounds, in ms.
    var patienceMS = 3_000.0

    /// The share by which the CPU time of the free invocations before and after a stopped one may
    /// differ for it to count.
    var steadiness = 0.1

    /// How well the growth of CPU time by stops is to be known, as the standard error of its median.
    var settledError = 0.02

    /// The shortest time that a function runs between stops, in ms: a tick, as under small quotas.
    var shortestRunMS = 4.0

    /// The most stops in one invocation, for functions that take long.
    var mostStops = 250.0

    /// How often an invocation is tried again because others disturbed it.
    var tries = 4

    /// The share of the machine, 0…1, that others may use before an invocation counts as disturbed.
    var quietContention = 0.1

    /// How long the function runs between stops, in ms.
    func runMS(durationMS: Double) -> Double { max(shortestRunMS, durationMS / mostStops) }

    /// Whether there is to be another round, given what the CPU time grew by for each length of stop.
    ///
    /// - Shape: a machine whose speed changes from second to second is asked up to twice as often.
    func wantsRound(_ round: Int, durationMS: Double, growths: [OrderedSample]) -> Bool {
        let fits = patienceMS / max(durationMS, 1)
        let isSettled = growths.allSatisfy {
            $0.relativeErrorOfMedian.map { $0 <= settledError } ?? false
        }
        let factor = isSettled ? 1 : rounds.upperBound / rounds.lowerBound
        return round < Int(max(1, min(rounds.lowerBound, fits) * factor))
    }
}
