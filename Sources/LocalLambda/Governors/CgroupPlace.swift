#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The directories of one control group: one in each hierarchy of version 1, one in all of version 2.
struct CgroupPlace: Sendable {
    let tree: any ControlTree
    let version: CgroupVersion

    /// The directory of each controller that is to be had.
    let directories: [String: String]

    /// How long to wait for the kernel, in steps of one millisecond.
    private static let patience = 2_000

    /// The path of a file; nothing where its controller is not to be had.
    func path(_ file: CgroupVersion.File) -> String? {
        directories[file.controller].map { "\($0)/\(file.name)" }
    }

    /// Each directory once, in a fixed order.
    var all: [String] { Set(directories.values).sorted() }

    /// The processes in the group.
    var processes: [Int32] { all.first.map(members) ?? [] }

    /// Makes the directories, and those above them, which another tool may remove in between while
    /// they are still empty.
    func make() throws(ControlFailure) {
        for directory in all {
            var attempts = 0
            var isMade = false
            while !isMade {
                try tree.makeDirectory(directory.parentDirectory)
                do throws(ControlFailure) {
                    try tree.makeDirectory(directory)
                    isMade = true
                } catch {
                    attempts += 1
                    if attempts == 10 { throw error }
                }
            }
        }
    }

    /// Writes where the controller is to be had and the kernel knows the file.
    func set(_ file: CgroupVersion.File, to text: String) throws(ControlFailure) {
        if let path = path(file), tree.exists(path) { try tree.write(text, to: path) }
    }

    /// Freezes or thaws, and waits until the kernel says so.
    func setFrozen(_ isFrozen: Bool) {
        let freezer = version.freezer
        guard let file = path(freezer.file), let report = path(freezer.report),
            tree.exists(file)
        else { return }
        let wanted = isFrozen ? freezer.frozen : freezer.thawed
        for attempt in 0..<Self.patience {
            // Writing again helps a group that a fork has kept from freezing.
            if attempt % 10 == 0, !tree.attempt(wanted, to: file) { return }
            guard let text = try? tree.read(report) else { return }
            let state = freezer.reportName.map {
                ControlText.number(after: $0, in: text).map(String.init) ?? ""
            }
            if (state ?? text.trimmed) == wanted { return }
            pauseThread(milliseconds: 1)
        }
    }

    /// Ends every process and removes the directories.
    ///
    /// - Edge cases: a group that the kernel does not let go of in two seconds stays, and the next
    ///   tool to start removes it.
    func remove() {
        // A frozen process cannot fork while the list of processes is worked through.
        if version.killer == nil { setFrozen(true) }
        for _ in 0..<Self.patience {
            let processes = Set(all.flatMap(members))
            if processes.isEmpty { break }
            end(processes)
            pauseThread(milliseconds: 1)
            for process in processes { waitpid(process, nil, WNOHANG) }
        }
        for directory in all {
            for _ in 0..<Self.patience {
                if tree.attemptRemoval(of: directory) { break }
                pauseThread(milliseconds: 1)
            }
            if version.killer == nil { _ = tree.attemptRemoval(of: directory.parentDirectory) }
        }
    }

    private func end(_ processes: Set<Int32>) {
        // One write ends all of them at once, where the kernel (5.14) knows it.
        if let killer = version.killer.flatMap(path), tree.attempt("1", to: killer) { return }
        for process in processes { kill(process, SIGKILL) }
        // A held-back process would need its next share of CPU time to end.
        if let quota = path(version.quota.file), tree.exists(quota) {
            _ = tree.attempt(version.quota.text(share: nil), to: quota)
        }
        setFrozen(false)
    }

    private func members(of directory: String) -> [Int32] {
        guard let text = try? tree.read("\(directory)/cgroup.procs") else { return [] }
        return text.split(separator: "\n").compactMap { Int32($0) }
    }
}
