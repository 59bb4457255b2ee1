#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import LambdaPlatform
import Measurement

/// One execution environment's control group, version 2.
struct CgroupV2Enclosure: Enclosure {
    /// The weight against other groups of the machine, the kernel's largest.
    static let weight = 10_000

    let tree: any ControlTree
    let directory: String
    let grant: Grant
    private let statistics: @Sendable () -> String
    private let peak: @Sendable () -> String
    private let events: @Sendable () -> String

    /// Makes the group and sets every limit but the quota of the setting.
    init(
        tree: any ControlTree,
        directory: String,
        grant: Grant,
        processors: [Int]
    ) throws(ControlFailure) {
        self.tree = tree
        self.directory = directory
        self.grant = grant
        try tree.makeDirectory(directory)
        statistics = tree.gauge("\(directory)/cpu.stat")
        // Kernels before 5.19 do not keep the peak; then the present use must do.
        peak = tree.gauge(
            tree.exists("\(directory)/memory.peak")
                ? "\(directory)/memory.peak" : "\(directory)/memory.current"
        )
        events = tree.gauge("\(directory)/memory.events")
        try set("cpu.weight", String(Self.weight))
        try set("memory.max", String(grant.memory.bytes))
        try set("memory.swap.max", "0")
        try set("pids.max", String(ProcessLimit.processes))
        try set("cpuset.cpus", processors.map(String.init).joined(separator: ","))
    }

    var groups: [String] { ["\(directory)/cgroup.procs"] }

    func contain(_ process: Int32) {}

    func boost() throws(SourceFailure) {
        try setQuota(max(grant.share, Bandwidth.boostShare))
    }

    func restrain() throws(SourceFailure) {
        try setQuota(grant.share)
    }

    func unthrottle() throws(SourceFailure) {
        try writeQuota("max \(Bandwidth.periodUS)")
    }

    func freeze() { Self.setFreezer(true, directory, in: tree) }

    func thaw() { Self.setFreezer(false, directory, in: tree) }

    func reading() -> EnclosureReading {
        let statistics = statistics()
        return EnclosureReading(
            cpuNS: ControlText.number(after: "usage_usec", in: statistics).map { $0 * 1_000 },
            throttledNS: ControlText.number(after: "throttled_usec", in: statistics)
                .map { $0 * 1_000 },
            peakBytes: ControlText.number(peak()),
            memoryKills: ControlText.number(after: "oom_kill", in: events()) ?? 0
        )
    }

    func destroy() { Self.remove(directory, in: tree) }
}

extension CgroupV2Enclosure {
    /// How long to wait for the kernel, in steps of one millisecond.
    private static let patience = 2_000

    /// Ends every process of a group and removes it.
    static func remove(_ directory: String, in tree: any ControlTree) {
        for _ in 0..<patience {
            let text = (try? tree.read("\(directory)/cgroup.procs")) ?? ""
            let processes = text.split(separator: "\n").compactMap { Int32($0) }
            if processes.isEmpty { break }
            // One write ends all of them at once, where the kernel (5.14) knows it.
            if !tree.attempt("1", to: "\(directory)/cgroup.kill") {
                for process in processes { kill(process, SIGKILL) }
                _ = tree.attempt("0", to: "\(directory)/cgroup.freeze")
            }
            pauseThread(milliseconds: 1)
            for process in processes { waitpid(process, nil, WNOHANG) }
        }
        for _ in 0..<patience {
            if tree.attemptRemoval(of: directory) { break }
            pauseThread(milliseconds: 1)
        }
    }

    private static func setFreezer(_ frozen: Bool, _ directory: String, in tree: any ControlTree) {
        let file = "\(directory)/cgroup.freeze"
        guard tree.attempt(frozen ? "1" : "0", to: file) else { return }
        let wanted: UInt64 = frozen ? 1 : 0
        for _ in 0..<patience {
            guard let text = try? tree.read("\(directory)/cgroup.events") else { return }
            if ControlText.number(after: "frozen", in: text) == wanted { return }
            pauseThread(milliseconds: 1)
        }
    }

    /// Writes a limit where its controller is there.
    private func set(_ file: String, _ value: String) throws(ControlFailure) {
        let path = "\(directory)/\(file)"
        if tree.exists(path) { try tree.write(value, to: path) }
    }

    private func setQuota(_ share: Double) throws(SourceFailure) {
        try writeQuota("\(Bandwidth.quotaUS(share: share)) \(Bandwidth.periodUS)")
    }

    private func writeQuota(_ quota: String) throws(SourceFailure) {
        do {
            try tree.write(quota, to: "\(directory)/cpu.max")
        } catch {
            throw .governorUnavailable(.cgroupV2, reason: "\(error).")
        }
    }
}
