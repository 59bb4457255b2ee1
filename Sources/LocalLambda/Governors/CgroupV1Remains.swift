#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Control groups whose processes are to be ended and which are then to be removed.
struct CgroupV1Remains {
    let tree: any ControlTree

    /// The directories, one in each hierarchy.
    let directories: Set<String>

    /// How long to wait for the kernel, in steps of one millisecond.
    private static let patience = 2_000

    /// Ends every process and removes the directories.
    ///
    /// - Edge cases: a group that the kernel does not let go of in two seconds stays, and the next
    ///   tool to start removes it.
    func remove() {
        for directory in directories {
            // A frozen process cannot fork while the list of processes is worked through.
            setFreezer("FROZEN", in: directory)
        }
        for _ in 0..<Self.patience {
            let processes = Set(directories.flatMap(members))
            if processes.isEmpty { break }
            for process in processes { kill(process, SIGKILL) }
            for directory in directories {
                // A held-back process would need its next share of CPU time to end.
                lift(directory)
                setFreezer("THAWED", in: directory)
            }
            pauseThread(milliseconds: 1)
            _ = processes.map { waitpid($0, nil, WNOHANG) }
        }
        for directory in directories {
            for _ in 0..<Self.patience {
                if tree.attemptRemoval(of: directory) { break }
                pauseThread(milliseconds: 1)
            }
            _ = tree.attemptRemoval(of: directory.parentDirectory)
        }
    }

    /// Freezes or thaws, and waits until the kernel says so.
    func setFreezer(_ state: String, in directory: String) {
        let file = "\(directory)/freezer.state"
        guard tree.exists(file) else { return }
        for attempt in 0..<Self.patience {
            // Writing again helps a group that a fork has kept from freezing.
            if attempt % 10 == 0, !tree.attempt(state, to: file) { return }
            if (try? tree.read(file).trimmed) == state { return }
            pauseThread(milliseconds: 1)
        }
    }

    private func members(of directory: String) -> [Int32] {
        guard let text = try? tree.read("\(directory)/cgroup.procs") else { return [] }
        return text.split(separator: "\n").compactMap { Int32($0) }
    }

    private func lift(_ directory: String) {
        let file = "\(directory)/cpu.cfs_quota_us"
        if tree.exists(file) { _ = tree.attempt("-1", to: file) }
    }
}
