#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A process with everything that descends from it, seen without control groups.
///
/// - Edge cases: a descendant whose parent has ended belongs to it no more, unless it is still in the
///   session or there is a keeper.
struct ProcessTree: Sendable {
    /// The process that the tree grows from.
    let root: Int32

    /// The process that takes over the tree's orphans, where it is one that does nothing else.
    var keeper: Int32?

    /// The processes alive now, the root first.
    func members() -> [Int32] {
        var found: [Int32] = []
        var open = (keeper.map(Self.children) ?? []) + [root]
        var known = Set(open)
        while let process = open.popLast() {
            found.append(process)
            for child in Self.children(of: process) where known.insert(child).inserted {
                open.append(child)
            }
        }
        return found
    }

    /// Sends every process a signal, parents first.
    func signal(_ number: CInt) {
        // The whole process group at once leaves no moment in which one could start another.
        _ = kill(-root, number)
        for process in members() { _ = kill(process, number) }
    }

    /// The same for members that are known already.
    func signal(_ number: CInt, to members: [Int32]) {
        _ = kill(-root, number)
        for process in members where getpgid(process) != root { _ = kill(process, number) }
    }

    /// What the processes have used; nothing once they have ended.
    func reading() -> EnclosureReading {
        guard kill(root, 0) == 0, Self.cpuNS(of: root) > 0 else { return EnclosureReading() }
        return EnclosureReading(cpuNS: members().reduce(0) { $0 + Self.cpuNS(of: $1) })
    }

    /// The peaks of all processes together, in bytes; nothing once they have ended.
    func peakBytes() -> UInt64? {
        let total = members().reduce(0) { $0 + Self.peakBytes(of: $1) }
        return total > 0 ? total : nil
    }
}

#if os(Linux)
    extension ProcessTree {
        private static func children(of process: Int32) -> [Int32] {
            let tree = KernelControlTree()
            return tree.names(in: "/proc/\(process)/task").flatMap { thread in
                let text = try? tree.read("/proc/\(process)/task/\(thread)/children")
                return (text ?? "").split(separator: " ").compactMap { Int32($0) }
            }
        }

        /// CPU time of a process, in nanoseconds, ended children included where they were waited for.
        static func cpuNS(of process: Int32) -> UInt64 {
            let own = clockNS(of: process)
            return own == 0 ? 0 : own + endedChildrenNS(of: process)
        }

        /// CPU time of a process without its children, in nanoseconds: one system call or two.
        static func clockNS(of process: Int32) -> UInt64 {
            var clock = clockid_t()
            var time = timespec()
            guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else {
                return 0
            }
            return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
        }

        /// CPU time of ended children: fields 16 and 17 of proc_pid_stat(5), in clock ticks.
        private static func endedChildrenNS(of process: Int32) -> UInt64 {
            guard let text = try? KernelControlTree().read("/proc/\(process)/stat"),
                let end = text.lastIndex(of: ")")
            else { return 0 }
            let fields = text[end...].split(separator: " ")
            guard fields.count > 15, let user = UInt64(fields[14]), let system = UInt64(fields[15])
            else { return 0 }
            let ticksPerSecond = UInt64(max(1, sysconf(CInt(_SC_CLK_TCK))))
            return (user + system) * (1_000_000_000 / ticksPerSecond)
        }

        /// The most memory that a process had mapped and in use at once, in bytes; 0 once it has ended.
        static func peakBytes(of process: Int32) -> UInt64 {
            guard let text = try? KernelControlTree().read("/proc/\(process)/status") else {
                return 0
            }
            for line in text.split(separator: "\n") where line.hasPrefix("VmHWM:") {
                let digits = line.filter(\.isNumber)
                return (UInt64(digits) ?? 0) * 1_024
            }
            return 0
        }
    }
#else
    extension ProcessTree {
        private static func children(of process: Int32) -> [Int32] {
            var buffer = [Int32](repeating: 0, count: 1_024)
            let size = Int32(buffer.count * MemoryLayout<Int32>.size)
            let count = proc_listchildpids(process, &buffer, size)
            return count > 0 ? Array(buffer.prefix(Int(count))) : []
        }

        private static func usage(of process: Int32) -> rusage_info_v4? {
            var info = rusage_info_v4()
            let code = withUnsafeMutablePointer(to: &info) { pointer in
                pointer.withMemoryRebound(to: rusage_info_t?.self, capacity: 1) {
                    proc_pid_rusage(process, RUSAGE_INFO_V4, $0)
                }
            }
            return code == 0 ? info : nil
        }

        static func cpuNS(of process: Int32) -> UInt64 {
            guard let info = usage(of: process) else { return 0 }
            // The kernel counts in ticks of the machine, which are nanoseconds on Intel only.
            var base = mach_timebase_info_data_t()
            mach_timebase_info(&base)
            let ticks = info.ri_user_time + info.ri_system_time
            return ticks * UInt64(base.numer) / UInt64(max(1, base.denom))
        }

        static func clockNS(of process: Int32) -> UInt64 { cpuNS(of: process) }

        static func peakBytes(of process: Int32) -> UInt64 {
            usage(of: process)?.ri_lifetime_max_phys_footprint ?? 0
        }
    }
#endif
