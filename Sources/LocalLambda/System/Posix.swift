#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The words of the operating system for the last error.
func lastError(_ code: CInt = errno) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
}

/// Nanoseconds on the monotonic clock.
func monotonicNS() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// Seconds since 1970.
func wallClockSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Sleeps on the calling thread; for threads that may block, never for the cooperative pool.
func pauseThread(milliseconds: Int) {
    pauseThread(nanoseconds: UInt64(milliseconds) * 1_000_000)
}

/// The same to the nanosecond, as far as the machine's timers go.
func pauseThread(nanoseconds: UInt64) {
    var wanted = timespec(
        tv_sec: Int(nanoseconds / 1_000_000_000),
        tv_nsec: Int(nanoseconds % 1_000_000_000)
    )
    var rest = timespec()
    while nanosleep(&wanted, &rest) != 0 && errno == EINTR { wanted = rest }
}

/// How many processors this process may run on.
func usableProcessorCount() -> Int {
    #if os(Linux)
        let processors = LinuxCall.affinity()
        if !processors.isEmpty { return processors.count }
    #endif
    return max(1, Int(sysconf(CInt(_SC_NPROCESSORS_ONLN))))
}

/// The variables of this process's own environment.
func ownEnvironment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    return String(cString: value)
}

/// Seconds since 1970 as a time of day in UTC to the millisecond, such as
/// `2024-02-09T08:42:44.080Z`.
func timestamp(_ seconds: Double) -> String {
    let milliseconds = Int((seconds * 1_000).rounded(.down))
    var time = time_t(milliseconds / 1_000)
    var parts = tm()
    gmtime_r(&time, &parts)
    func padded(_ value: Int, _ count: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
    let date = [Int(parts.tm_year) + 1_900, Int(parts.tm_mon) + 1, Int(parts.tm_mday)]
    let clock = [Int(parts.tm_hour), Int(parts.tm_min), Int(parts.tm_sec)]
    return date.map { padded($0, 2) }.joined(separator: "-") + "T"
        + clock.map { padded($0, 2) }.joined(separator: ":")
        + ".\(padded(milliseconds % 1_000, 3))Z"
}
