/// How a function is profiled.
struct ProfilingPlan: Hashable, Sendable {
    /// The lengths of stops, in ms: within a period, and more than one.
    var stopsMS = [8.0, 32.0]

    /// The most invocations that are stopped for each length.
    var mostRounds = 3.0

    /// How long the invocations of a round may take before there are fewer rounds, in ms.
    var patienceMS = 3_000.0

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

    /// How many invocations are stopped for each length: at least one.
    func rounds(durationMS: Double) -> Int {
        Int(max(1, min(mostRounds, patienceMS / max(durationMS, 1))))
    }
}
