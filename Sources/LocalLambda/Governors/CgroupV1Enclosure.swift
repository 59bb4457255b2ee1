import LambdaPlatform
import Measurement

/// One execution environment's control groups, version 1: one directory in each hierarchy.
struct CgroupV1Enclosure: Enclosure {
    /// The controllers that are used where they are mounted.
    static let controllers: Set<String> = ["cpu", "cpuacct", "cpuset", "memory", "freezer", "pids"]

    /// The weight against other groups of the machine, the kernel's largest, so that neighbours do
    /// not lengthen what is measured.
    static let shares = 262_144

    let tree: any ControlTree
    let directories: [String: String]
    let grant: Grant
    private let usage: @Sendable () -> String
    private let statistics: @Sendable () -> String
    private let peak: @Sendable () -> String
    private let kills: @Sendable () -> String

    /// Makes the directories and sets every limit but the quota of the setting.
    init(
        tree: any ControlTree,
        directories: [String: String],
        grant: Grant,
        processors: [Int]
    ) throws(ControlFailure) {
        self.tree = tree
        self.directories = directories
        self.grant = grant
        for (controller, directory) in directories {
            try Self.make(directory, in: tree)
            if controller == "cpuset" { try Self.passOn(directory.parentDirectory, in: tree) }
        }
        func gauge(_ controller: String, _ file: String) -> @Sendable () -> String {
            guard let directory = directories[controller] else { return { "" } }
            return tree.gauge("\(directory)/\(file)")
        }
        usage = gauge("cpuacct", "cpuacct.usage")
        statistics = gauge("cpu", "cpu.stat")
        peak = gauge("memory", "memory.max_usage_in_bytes")
        kills = gauge("memory", "memory.oom_control")
        try limit(to: processors)
    }

    var groups: [String] { Set(directories.values).sorted().map { "\($0)/cgroup.procs" } }

    func contain(_ process: Int32) {}

    func boost() throws(SourceFailure) {
        try setQuota(max(grant.share, Bandwidth.boostShare))
    }

    func restrain() throws(SourceFailure) {
        try setQuota(grant.share)
    }

    func unthrottle() throws(SourceFailure) {
        try writeQuota("-1")
    }

    func freeze() { setFreezer("FROZEN") }

    func thaw() { setFreezer("THAWED") }

    func reading() -> EnclosureReading {
        EnclosureReading(
            cpuNS: ControlText.number(usage()),
            throttledNS: ControlText.number(after: "throttled_time", in: statistics()),
            peakBytes: ControlText.number(peak()),
            memoryKills: ControlText.number(after: "oom_kill", in: kills()) ?? 0
        )
    }

    func destroy() {
        CgroupV1Remains(tree: tree, directories: Set(directories.values)).remove()
    }
}

extension CgroupV1Enclosure {
    /// Makes a directory and the one above it, which another tool may remove in between while it is
    /// still empty.
    private static func make(
        _ directory: String,
        in tree: any ControlTree
    ) throws(ControlFailure) {
        var attempts = 0
        while true {
            try tree.makeDirectory(directory.parentDirectory)
            do throws(ControlFailure) {
                return try tree.makeDirectory(directory)
            } catch {
                attempts += 1
                if attempts == 10 { throw error }
            }
        }
    }

    /// Hands the processors and memory nodes of the parent's parent down to the parent, without which
    /// nothing can join a cpuset.
    private static func passOn(_ parent: String, in tree: any ControlTree) throws(ControlFailure) {
        for file in ["cpuset.cpus", "cpuset.mems"] {
            let own = try tree.read("\(parent)/\(file)").trimmed
            if own.isEmpty {
                let above = try tree.read("\(parent.parentDirectory)/\(file)").trimmed
                try tree.write(above, to: "\(parent)/\(file)")
            }
        }
    }

    private func limit(to processors: [Int]) throws(ControlFailure) {
        if let cpu = directories["cpu"] {
            try tree.write(String(Self.shares), to: "\(cpu.parentDirectory)/cpu.shares")
            try tree.write(String(Self.shares), to: "\(cpu)/cpu.shares")
            try tree.write(String(Bandwidth.periodUS), to: "\(cpu)/cpu.cfs_period_us")
        }
        if let memory = directories["memory"] {
            try tree.write(
                String(grant.memory.bytes),
                to: "\(memory)/memory.limit_in_bytes"
            )
        }
        if let pids = directories["pids"] {
            try tree.write(String(ProcessLimit.processes), to: "\(pids)/pids.max")
        }
        if let cpuset = directories["cpuset"] {
            let list = processors.map(String.init).joined(separator: ",")
            let mems = try tree.read("\(cpuset.parentDirectory)/cpuset.mems").trimmed
            try tree.write(list, to: "\(cpuset)/cpuset.cpus")
            try tree.write(mems, to: "\(cpuset)/cpuset.mems")
        }
    }

    private func setQuota(_ share: Double) throws(SourceFailure) {
        try writeQuota(String(Bandwidth.quotaUS(share: share)))
    }

    private func writeQuota(_ quota: String) throws(SourceFailure) {
        guard let cpu = directories["cpu"] else { return }
        do {
            try tree.write(quota, to: "\(cpu)/cpu.cfs_quota_us")
        } catch {
            throw .governorUnavailable(.cgroupV1, reason: "\(error).")
        }
    }

    private func setFreezer(_ state: String) {
        guard let freezer = directories["freezer"] else { return }
        CgroupV1Remains(tree: tree, directories: [freezer]).setFreezer(state, in: freezer)
    }
}

/// The limits on what a function may start and open.
enum ProcessLimit {
    /// The most processes and threads.
    ///
    /// - Source: AWS Lambda Developer Guide, "Lambda quotas": execution processes and threads 1,024.
    static let processes = 1_024

    /// The most open files.
    ///
    /// - Source: AWS Lambda Developer Guide, "Lambda quotas": file descriptors 1,024.
    static let openFiles = 1_024
}
