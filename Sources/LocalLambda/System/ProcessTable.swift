#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What the machine knows about its processes.
enum ProcessTable {
    /// When a process started, in a unit of the machine's own; nothing when there is no such process.
    static func startTime(of process: Int32) -> UInt64? {
        #if os(Linux)
            guard let text = try? KernelControlTree().read("/proc/\(process)/stat"),
                // The name in parentheses may hold anything, so fields are counted from its end.
                let end = text.lastIndex(of: ")")
            else { return nil }
            let fields = text[end...].split(separator: " ")
            return fields.count > 20 ? UInt64(fields[20]) : nil
        #else
            var info = proc_bsdinfo()
            let size = Int32(MemoryLayout<proc_bsdinfo>.size)
            guard proc_pidinfo(process, PROC_PIDTBSDINFO, 0, &info, size) == size else {
                return nil
            }
            return info.pbi_start_tvsec * 1_000_000 + info.pbi_start_tvusec
        #endif
    }

    /// Whether the process that an enclosure is named for still runs.
    static func isAlive(_ owner: EnclosureName) -> Bool {
        startTime(of: owner.owner) == owner.ownerStart
    }
}
