/// How a function is profiled.
struct ProfilingPlan: Hashable, Sendable {
    /// Undisturbed invocations whose activity is recorded.
    var freeRuns = 3

    /// The lengths of stops, in ms: within a period, and more than one.
    var stopsMS = [8.0, 32.0]

    /// The shortest time that a function runs between stops, in ms: a tick, as under small quotas.
    var shortestRunMS = 4.0

    /// The most stops in one invocation, for functions that take long.
    var mostStops = 250.0

    /// How long the function runs between stops, in ms.
    func runMS(durationMS: Double) -> Double { max(shortestRunMS, durationMS / mostStops) }
}
