import Measurement

/// What the platform reports about one invocation, as a REPORT line or its JSON form tells it.
///
/// - Shape: numbers that the line does not have are not-a-number.
struct ReportLine: Sendable {
    /// The duration in ms.
    var durationMS = Double.nan

    /// The billed duration in ms, INIT or restore included.
    var billedDurationMS = Double.nan

    /// The configured memory in MB.
    var memoryMB = Double.nan

    /// The most memory used by the execution environment so far, in MB.
    var maxMemoryUsedMB = Double.nan

    /// The duration of INIT in ms, on cold starts.
    var initDurationMS = Double.nan

    /// The duration of a SnapStart restore in ms.
    var restoreDurationMS = Double.nan

    /// How the invocation ended.
    var status = InvocationStatus.success

    /// Lambda's error type, where there is one.
    var errorType: String?

    /// Seconds since 1970, where the line tells the time.
    var time = Double.nan

    /// A hash of the request's identifier, by which other lines about it are found; 0 for none.
    var request: UInt64 = 0

    /// Whether the duration is an expectation for a setting that was not used.
    var isProjected = false

    /// Whether the line says that the start was cold without telling how long INIT took.
    var isMarkedCold = false

    /// Whether the line has INIT before the duration, as only AWS's local emulator writes it.
    var hasInitFirst = false

    init() {}
}

extension ReportLine {
    /// Whether the invocation began with INIT or a restore.
    var isCold: Bool { isMarkedCold || !initDurationMS.isNaN || !restoreDurationMS.isNaN }

    /// Whether the memory used is given as exactly the memory configured.
    var isMemoryFull: Bool { maxMemoryUsedMB == memoryMB }

    /// Whether duration and memory are there and possible.
    var isUsable: Bool {
        durationMS >= 0 && durationMS < 1e9 && memoryMB >= 128 && memoryMB <= 10_240
            && memoryMB == memoryMB.rounded()
    }

    /// What two figures say in units that cannot both be right, as a clause; nil where they agree.
    ///
    /// - Source: Lambda bills no less than the duration (but for the last milliseconds before a
    ///   timeout) and lets no function use more memory than it has.
    var conflict: String? {
        if billedDurationMS * 100 < durationMS {
            return "the duration and the billed duration are in different units"
        }
        if maxMemoryUsedMB > memoryMB * 100 {
            return "the memory used and the memory size are in different units"
        }
        return nil
    }

    /// Settles how the invocation ended from what the fields say together.
    ///
    /// - Source: an invocation killed for memory reports `Runtime.OutOfMemory`, or in older logs
    ///   `Runtime.ExitError` with the memory used within 1 MB of the memory configured.
    mutating func settleStatus() {
        guard let errorType else { return }
        if status == .success { status = .error }
        let isKilled = errorType == "Runtime.ExitError" && maxMemoryUsedMB >= memoryMB - 1
        if errorType == "Runtime.OutOfMemory" || isKilled { status = .outOfMemory }
    }
}
