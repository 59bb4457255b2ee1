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

/// The middle of some values; the lower of the two for an even number of them.
func median(_ values: [Double]) -> Double {
    values.sorted()[(values.count - 1) / 2]
}

private func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
