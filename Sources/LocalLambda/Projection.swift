import Measurement

/// The duration that an invocation would have had under a share that this machine cannot give.
///
/// - Shape: with wall time W, CPU time C, n processors here, and s vCPUs and v visible processors
///   there. One busy thread at most (C ≤ W): waiting W − C plus C ÷ min(s, 1). More than one (C > W):
///   Amdahl's law solved for the parallel part P from W = S + P ÷ n and C = S + P, then
///   S ÷ min(s, 1) + P ÷ min(s, v).
/// - Edge cases: on one processor everything counts as serial. The CPU time is taken as independent of
///   the quota, which threads that spin while they wait violate.
/// - Source: G. M. Amdahl, "Validity of the single processor approach", AFIPS 1967.
struct Projection: Hashable, Sendable {
    /// What the setting grants.
    let grant: Grant

    /// Processors that the function could use here.
    let hostProcessors: Int

    /// The projected duration, in milliseconds.
    func durationMS(wallMS: Double, cpuMS: Double) -> Double {
        let single = min(grant.share, 1)
        guard cpuMS > wallMS, hostProcessors > 1 else {
            return max(0, wallMS - cpuMS) + min(cpuMS, wallMS) / single
        }
        let n = Double(min(hostProcessors, grant.processors))
        let serial = min(max(0, (n * wallMS - cpuMS) / (n - 1)), cpuMS)
        let parallel = cpuMS - serial
        return serial / single + parallel / min(grant.share, Double(grant.processors))
    }

    /// The projected duration of what was observed; as observed where the CPU time is unknown or where
    /// the time was up.
    func durationMS(_ observation: Observation, cpuMS: Double?) -> Double {
        guard let cpuMS, observation.status != .timeout else { return observation.durationMS }
        return durationMS(wallMS: observation.durationMS, cpuMS: cpuMS)
    }
}
