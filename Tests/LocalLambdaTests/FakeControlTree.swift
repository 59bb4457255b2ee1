import Synchronization

@testable import LocalLambda

/// Control files in memory, with just enough of a kernel behind them.
final class FakeControlTree: ControlTree {
    private struct State {
        var files: [String: String] = [:]
        var directories: Set<String> = []
        var writes: [String] = []
    }

    private let state: Mutex<State>
    private let filesOfGroup: [String: String]

    /// - Parameters:
    ///   - files: what is there at first.
    ///   - filesOfGroup: what the kernel puts into every directory that is made.
    init(files: [String: String], filesOfGroup: [String: String]) {
        self.filesOfGroup = filesOfGroup
        state = Mutex(State(files: files))
    }

    /// Everything written so far, as `path=text`.
    var writes: [String] { state.withLock { $0.writes } }

    /// The directories that are there now.
    var directories: Set<String> { state.withLock { $0.directories } }

    func set(_ text: String, at path: String) {
        state.withLock { $0.files[path] = text }
    }

    func read(_ path: String) throws(ControlFailure) -> String {
        guard let text = state.withLock({ $0.files[path] }) else {
            throw ControlFailure(path: path, action: "read", code: 2)
        }
        return text
    }

    func write(_ text: String, to path: String) throws(ControlFailure) {
        let isThere = state.withLock { state in
            guard state.files[path] != nil else { return false }
            state.files[path] = text
            state.writes.append("\(path)=\(text)")
            if path.hasSuffix("cgroup.freeze") {
                let events = path.replacing("cgroup.freeze", with: "cgroup.events")
                state.files[events] = "populated 0\nfrozen \(text)\n"
            }
            return true
        }
        if !isThere { throw ControlFailure(path: path, action: "write", code: 2) }
    }

    func makeDirectory(_ path: String) throws(ControlFailure) {
        state.withLock { state in
            guard state.directories.insert(path).inserted else { return }
            for (name, text) in filesOfGroup { state.files["\(path)/\(name)"] = text }
        }
    }

    func removeDirectory(_ path: String) throws(ControlFailure) {
        state.withLock { state in
            state.directories.remove(path)
            state.files = state.files.filter { !$0.key.hasPrefix("\(path)/") }
        }
    }

    func exists(_ path: String) -> Bool {
        state.withLock { $0.files[path] != nil || $0.directories.contains(path) }
    }

    func names(in path: String) -> [String] {
        state.withLock { state in
            state.directories.filter { $0.hasPrefix("\(path)/") }
                .map { String($0.dropFirst(path.count + 1)) }
                .filter { !$0.contains("/") }
        }
    }

    func gauge(_ path: String) -> @Sendable () -> String {
        { self.state.withLock { $0.files[path] ?? "" } }
    }
}

extension FakeControlTree {
    /// A hierarchy of version 2 with nothing handed down yet.
    static func version2(controllers: String = "cpuset cpu memory pids") -> FakeControlTree {
        FakeControlTree(
            files: [
                "/cg/cgroup.controllers": controllers,
                "/cg/cgroup.subtree_control": "",
            ],
            filesOfGroup: [
                "cgroup.controllers": controllers,
                "cgroup.subtree_control": "",
                "cgroup.procs": "",
                "cgroup.freeze": "0",
                "cgroup.events": "populated 0\nfrozen 0\n",
                "cgroup.kill": "",
                "cpu.max": "max 100000",
                "cpu.weight": "100",
                "cpu.stat": "usage_usec 1500\nthrottled_usec 250\n",
                "cpuset.cpus": "",
                "memory.max": "max",
                "memory.swap.max": "max",
                "memory.peak": "10485760\n",
                "memory.stat": "anon 7\nactive_file 1048576\ninactive_file 2097152\nshmem 9\n",
                "memory.events": "oom 3\noom_kill 2\n",
                "pids.max": "max",
            ]
        )
    }

    /// Hierarchies of version 1, each controller on its own.
    static func version1() -> FakeControlTree {
        var files: [String: String] = [:]
        for controller in ["cpu", "cpuacct", "cpuset", "memory", "freezer", "pids"] {
            files["/cg/\(controller)/cpuset.cpus"] = "0-1"
            files["/cg/\(controller)/cpuset.mems"] = "0"
        }
        return FakeControlTree(
            files: files,
            filesOfGroup: [
                "cgroup.procs": "",
                "cpu.shares": "1024",
                "cpu.cfs_period_us": "100000",
                "cpu.cfs_quota_us": "-1",
                "cpu.stat": "nr_periods 4\nnr_throttled 3\nthrottled_time 250000\n",
                "cpuacct.usage": "1500000\n",
                "cpuset.cpus": "",
                "cpuset.mems": "",
                "memory.limit_in_bytes": "9223372036854771712",
                "memory.max_usage_in_bytes": "10485760\n",
                "memory.stat": "inactive_file 5\ntotal_shmem 9\n"
                    + "total_active_file 1048576\ntotal_inactive_file 2097152\n",
                "memory.oom_control": "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n",
                "freezer.state": "THAWED\n",
                "pids.max": "max",
            ]
        )
    }
}
