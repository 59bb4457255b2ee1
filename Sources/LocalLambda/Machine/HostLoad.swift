/// How much of the machine's CPU time has been used since it started, by anybody.
struct HostLoad: Hashable, Sendable {
    /// Time in use, the hypervisor's theft included, summed over processors, in nanoseconds.
    let busyNS: UInt64

    /// Time in use or not, summed over processors, in nanoseconds.
    let totalNS: UInt64

    /// The shortest span, in milliseconds, over which the kernel's 10 ms ticks tell anything.
    private static let shortestSpanMS = 100.0

    /// Reads the machine's clocks; nothing where it has none that can be read.
    static func now() -> HostLoad? {
        #if os(Linux)
            guard let text = try? KernelControlTree().read("/proc/stat") else { return nil }
            return HostLoad(statistics: text)
        #else
            return nil
        #endif
    }

    /// Reads the first line of `/proc/stat`.
    ///
    /// - Source: proc_stat(5): user, nice, system, idle, iowait, irq, softirq, steal, in 1/100 s.
    init?(statistics text: String) {
        guard let line = text.split(separator: "\n").first, line.hasPrefix("cpu ") else {
            return nil
        }
        let ticks = line.split(separator: " ").dropFirst().prefix(8).compactMap { UInt64($0) }
        guard ticks.count == 8 else { return nil }
        let idle = ticks[3] + ticks[4]
        let total = ticks.reduce(0, +)
        busyNS = (total - idle) * 10_000_000
        totalNS = total * 10_000_000
    }

    /// The share of the machine's CPU time that went to others than the function, 0…1.
    ///
    /// - Edge cases: nothing for invocations under 100 ms, or when the function's own time is unknown.
    static func contention(since start: HostLoad?, of observation: Observation) -> Double? {
        guard let start, observation.durationMS >= shortestSpanMS, let end = now(),
            let before = observation.before.cpuNS, let after = observation.after.cpuNS,
            end.totalNS > start.totalNS
        else { return nil }
        let own = Double(after - min(before, after))
        let others = Double(end.busyNS - start.busyNS) - own
        return min(1, max(0, others / Double(end.totalNS - start.totalNS)))
    }
}
