import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// Seconds of CPU time that a closure takes, over all threads of this process.
func cpuSeconds(_ body: () async throws -> Void) async rethrows -> Double {
    let start = seconds(CLOCK_PROCESS_CPUTIME_ID)
    try await body()
    return seconds(CLOCK_PROCESS_CPUTIME_ID) - start
}

/// Seconds that a closure takes.
func wallSeconds(_ body: () async throws -> Void) async rethrows -> Double {
    let start = seconds(CLOCK_MONOTONIC)
    try await body()
    return seconds(CLOCK_MONOTONIC) - start
}

/// Seconds that a closure takes while nobody else uses more than a twentieth of the machine.
///
/// - Edge cases: after twenty disturbed tries the shortest of them; where the machine does not tell
///   what others use, the first try.
func undisturbedSeconds(_ body: () async throws -> Void) async rethrows -> Double {
    var shortest = Double.infinity
    for _ in 0..<20 {
        let (machine, own) = (busySeconds(), seconds(CLOCK_PROCESS_CPUTIME_ID))
        let wall = try await wallSeconds(body)
        shortest = min(shortest, wall)
        guard let machine, let now = busySeconds() else { return wall }
        let others = now - machine - (seconds(CLOCK_PROCESS_CPUTIME_ID) - own)
        // The machine counts in hundredths of a second, on each processor.
        if others <= 0.02 + wall / 20 { return wall }
    }
    return shortest
}

/// Seconds for which the machine's processors have been in use since it started, where it tells.
///
/// - Source: proc_stat(5): user, nice, system, idle, iowait, irq, softirq, steal, in 1/100 s.
private func busySeconds() -> Double? {
    guard let text = try? String(contentsOfFile: "/proc/stat", encoding: .utf8),
        let line = text.split(separator: "\n").first
    else { return nil }
    let ticks = line.split(separator: " ").dropFirst().prefix(8).compactMap { Double($0) }
    return ticks.count == 8 ? (ticks.reduce(0, +) - ticks[3] - ticks[4]) / 100 : nil
}

/// The middle of some values; the lower of the two for an even number of them.
func median(_ values: [Double]) -> Double {
    values.sorted()[(values.count - 1) / 2]
}

private func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
