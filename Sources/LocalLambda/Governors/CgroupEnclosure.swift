import LambdaPlatform
import Measurement

/// One execution environment's control group.
struct CgroupEnclosure: Enclosure {
    private let place: CgroupPlace
    private let grant: Grant

    /// Each file of the accounts once, read again and again.
    private let gauges: [CgroupVersion.File: @Sendable () -> String]

    /// Makes the group and sets every limit but the quota of the setting.
    init(_ place: CgroupPlace, grant: Grant, processors: [Int]) throws(ControlFailure) {
        self.place = place
        self.grant = grant
        try place.make()
        let accounts = place.version.accounts
        var gauges: [CgroupVersion.File: @Sendable () -> String] = [:]
        for account in [accounts.cpu, accounts.throttled, accounts.kills] {
            if gauges[account.file] == nil, let path = place.path(account.file) {
                gauges[account.file] = place.tree.gauge(path)
            }
        }
        self.gauges = gauges
        try limit(to: processors)
    }

    var groups: [String] { place.all.map { "\($0)/cgroup.procs" } }

    func contain(_ tree: ProcessTree) {}

    func boost() throws(SourceFailure) {
        try setQuota(max(grant.share, Bandwidth.boostShare))
    }

    func restrain() throws(SourceFailure) {
        try setQuota(grant.share)
    }

    func unthrottle() throws(SourceFailure) {
        try setQuota(nil)
    }

    func freeze() { place.setFrozen(true) }

    func thaw() { place.setFrozen(false) }

    func reading() -> EnclosureReading {
        let texts = gauges.mapValues { $0() }
        func number(_ account: CgroupVersion.Account) -> UInt64? {
            texts[account.file].flatMap(account.number)
        }
        let accounts = place.version.accounts
        return EnclosureReading(
            cpuNS: number(accounts.cpu),
            throttledNS: number(accounts.throttled),
            memoryKills: number(accounts.kills) ?? 0
        )
    }

    func peakBytes() -> UInt64? {
        // A process's own peak counts the code it runs, whoever had it read first.
        let largest = place.processes.map(ProcessTree.peakBytes).max() ?? 0
        let accounts = place.version.accounts
        guard let used = accounts.peak.lazy.compactMap(number).first else {
            return largest > 0 ? largest : nil
        }
        let cached = accounts.cached.compactMap(number).reduce(0, +)
        return max(used - min(used, cached), largest)
    }

    func destroy() { place.remove() }
}

extension CgroupEnclosure {
    private func number(_ account: CgroupVersion.Account) -> UInt64? {
        guard let path = place.path(account.file), place.tree.exists(path) else { return nil }
        return account.number(in: place.tree.gauge(path)())
    }

    private func limit(to processors: [Int]) throws(ControlFailure) {
        let version = place.version
        if version.isParentWeighed, let cpu = place.directories[version.weight.file.controller] {
            let above = "\(cpu.parentDirectory)/\(version.weight.file.name)"
            try place.tree.write(version.weight.text, to: above)
        }
        try place.set(version.weight.file, to: version.weight.text)
        if let period = version.quota.period {
            try place.set(period, to: String(Bandwidth.periodUS))
        }
        try place.set(version.memory, to: String(grant.memory.bytes))
        for setting in version.fixed { try place.set(setting.file, to: setting.text) }
        try place.set(version.processes, to: String(ProcessLimit.processes))
        if let nodes = version.memoryNodes { try handDown([version.processors, nodes]) }
        let list = processors.map(String.init).joined(separator: ",")
        try place.set(version.processors, to: list)
    }

    /// Hands the processors and memory nodes down to the group above, without which nothing can join,
    /// and the nodes to this one.
    private func handDown(_ files: [CgroupVersion.File]) throws(ControlFailure) {
        let tree = place.tree
        for file in files {
            guard let directory = place.directories[file.controller] else { continue }
            let above = directory.parentDirectory
            if try tree.read("\(above)/\(file.name)").trimmed.isEmpty {
                let text = try tree.read("\(above.parentDirectory)/\(file.name)").trimmed
                try tree.write(text, to: "\(above)/\(file.name)")
            }
            try place.set(file, to: try tree.read("\(above)/\(file.name)").trimmed)
        }
    }

    private func setQuota(_ share: Double?) throws(SourceFailure) {
        let quota = place.version.quota
        guard let path = place.path(quota.file) else { return }
        do {
            try place.tree.write(quota.text(share: share), to: path)
        } catch {
            throw .governorUnavailable(place.version.kind, reason: "\(error).")
        }
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
