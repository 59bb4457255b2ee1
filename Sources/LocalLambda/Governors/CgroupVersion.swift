import Measurement

/// What the files of one version of control groups are called, and what is written into them.
///
/// - Source: Linux, Documentation/admin-guide/cgroup-v1 and cgroup-v2.rst.
struct CgroupVersion: Hashable, Sendable {
    /// The governor of this version.
    let kind: GovernorKind

    /// The controllers that are used where they are to be had; all but `cpu` may be missing.
    let controllers: [String]

    /// Quota and period of CPU time.
    let quota: Quota

    /// The weight against other groups of the machine, the kernel's largest, so that neighbours do
    /// not lengthen what is measured.
    let weight: Setting

    /// Whether the group above competes with its neighbours too, and so needs the weight as well.
    let isParentWeighed: Bool

    /// The limit of memory, in bytes.
    let memory: File

    /// Limits that are the same for every group.
    let fixed: [Setting]

    /// The number of processes.
    let processes: File

    /// The processors, and where they are asked for the nodes of memory.
    let processors: File

    /// The nodes of memory, which must be handed down where nothing else does.
    let memoryNodes: File?

    /// The freezer.
    let freezer: Freezer

    /// What has been used.
    let accounts: Accounts

    /// A file that ends every process when `1` is written, where the kernel has one.
    let killer: File?

    /// A file of a controller.
    struct File: Hashable, Sendable {
        let controller: String
        let name: String
    }

    /// A file and what it is set to.
    struct Setting: Hashable, Sendable {
        let file: File
        let text: String
    }

    /// How CPU bandwidth is written.
    struct Quota: Hashable, Sendable {
        /// The file of the quota.
        let file: File

        /// The file of the period, where it is not a part of the quota's.
        let period: File?

        /// The word for no limit.
        let unlimited: String
    }

    /// How groups are stopped and let go on.
    struct Freezer: Hashable, Sendable {
        let file: File
        let frozen: String
        let thawed: String

        /// The file that tells how far the kernel is, and the name before the word in it.
        let report: File
        let reportName: String?
    }

    /// Where use can be read.
    struct Accounts: Hashable, Sendable {
        let cpu: Account
        let throttled: Account

        /// The most memory in use, cached files included; the first that is there.
        let peak: [Account]

        /// Cached files, which the kernel gives up before anything else; to be added up.
        let cached: [Account]

        /// Processes killed for want of memory.
        let kills: Account
    }

    /// A number in a file.
    struct Account: Hashable, Sendable {
        let file: File

        /// The word before the number; nothing where the file is the number.
        var name: String?

        /// What the number is to be multiplied by to be nanoseconds or bytes.
        var scale: UInt64 = 1
    }
}

extension CgroupVersion.Account {
    /// The account in the text of its file, in nanoseconds or bytes.
    func number(in text: String) -> UInt64? {
        let value = name.map { ControlText.number(after: $0, in: text) } ?? ControlText.number(text)
        return value.map { $0 * scale }
    }
}

extension CgroupVersion.Quota {
    /// What stands in the quota's file for a share; nothing for no limit.
    func text(share: Double?) -> String {
        let quota = share.map { String(Bandwidth.quotaUS(share: $0)) } ?? unlimited
        return period == nil ? "\(quota) \(Bandwidth.periodUS)" : quota
    }
}

extension CgroupVersion {
    /// One directory in each hierarchy.
    static let first = CgroupVersion(
        kind: .cgroupV1,
        controllers: ["cpu", "cpuacct", "cpuset", "memory", "freezer", "pids"],
        quota: Quota(
            file: File(controller: "cpu", name: "cpu.cfs_quota_us"),
            period: File(controller: "cpu", name: "cpu.cfs_period_us"),
            unlimited: "-1"
        ),
        weight: Setting(file: File(controller: "cpu", name: "cpu.shares"), text: "262144"),
        isParentWeighed: true,
        memory: File(controller: "memory", name: "memory.limit_in_bytes"),
        fixed: [],
        processes: File(controller: "pids", name: "pids.max"),
        processors: File(controller: "cpuset", name: "cpuset.cpus"),
        memoryNodes: File(controller: "cpuset", name: "cpuset.mems"),
        freezer: Freezer(
            file: File(controller: "freezer", name: "freezer.state"),
            frozen: "FROZEN",
            thawed: "THAWED",
            report: File(controller: "freezer", name: "freezer.state"),
            reportName: nil
        ),
        accounts: Accounts(
            cpu: Account(file: File(controller: "cpuacct", name: "cpuacct.usage")),
            throttled: Account(
                file: File(controller: "cpu", name: "cpu.stat"),
                name: "throttled_time"
            ),
            peak: [Account(file: File(controller: "memory", name: "memory.max_usage_in_bytes"))],
            cached: ["total_active_file", "total_inactive_file"].map { name in
                Account(file: File(controller: "memory", name: "memory.stat"), name: name)
            },
            kills: Account(
                file: File(controller: "memory", name: "memory.oom_control"),
                name: "oom_kill"
            )
        ),
        killer: nil
    )

    /// One directory for everything.
    static let second = CgroupVersion(
        kind: .cgroupV2,
        controllers: ["cpu", "memory", "pids", "cpuset"],
        quota: Quota(
            file: File(controller: "cpu", name: "cpu.max"),
            period: nil,
            unlimited: "max"
        ),
        weight: Setting(file: File(controller: "cpu", name: "cpu.weight"), text: "10000"),
        isParentWeighed: false,
        memory: File(controller: "memory", name: "memory.max"),
        fixed: [Setting(file: File(controller: "memory", name: "memory.swap.max"), text: "0")],
        processes: File(controller: "pids", name: "pids.max"),
        processors: File(controller: "cpuset", name: "cpuset.cpus"),
        memoryNodes: nil,
        freezer: Freezer(
            file: File(controller: "cpu", name: "cgroup.freeze"),
            frozen: "1",
            thawed: "0",
            report: File(controller: "cpu", name: "cgroup.events"),
            reportName: "frozen"
        ),
        accounts: Accounts(
            cpu: Account(
                file: File(controller: "cpu", name: "cpu.stat"),
                name: "usage_usec",
                scale: 1_000
            ),
            throttled: Account(
                file: File(controller: "cpu", name: "cpu.stat"),
                name: "throttled_usec",
                scale: 1_000
            ),
            // Kernels before 5.19 do not keep the peak; then the present use must do.
            peak: [
                Account(file: File(controller: "memory", name: "memory.peak")),
                Account(file: File(controller: "memory", name: "memory.current")),
            ],
            cached: ["active_file", "inactive_file"].map { name in
                Account(file: File(controller: "memory", name: "memory.stat"), name: name)
            },
            kills: Account(
                file: File(controller: "memory", name: "memory.events"),
                name: "oom_kill"
            )
        ),
        killer: File(controller: "cpu", name: "cgroup.kill")
    )
}
