/// Where the controllers of control groups version 1 are mounted, and our own place in each.
struct CgroupV1Mounts: Hashable, Sendable {
    /// For each controller the directory that stands for the group this process is in.
    var directories: [String: String]

    /// Reads them from the kernel's lists of mounts and of this process's groups.
    ///
    /// - Shape: `mountinfo` as in proc_pid_mountinfo(5), `membership` as in cgroups(7).
    init(mountinfo: String, membership: String, exists: (String) -> Bool) {
        var paths: [String: String] = [:]
        for line in membership.split(separator: "\n") {
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            if fields.count == 3 {
                for controller in fields[1].split(separator: ",") {
                    paths[String(controller)] = String(fields[2])
                }
            }
        }
        directories = [:]
        for line in mountinfo.split(separator: "\n") {
            guard let mount = CgroupMount(line), mount.kind == "cgroup" else { continue }
            for option in mount.options {
                guard let path = paths[option] else { continue }
                let own = mount.directory(of: path)
                directories[option] = exists(own) ? own : mount.point
            }
        }
    }
}

/// One line of the kernel's list of mounts.
struct CgroupMount: Hashable {
    /// The part of the mounted file system that is visible, such as `/`.
    let root: String

    /// Where it is mounted.
    let point: String

    /// The type: `cgroup` or `cgroup2`.
    let kind: String

    /// The options of the file system, among them the controllers.
    let options: [String]

    init?(_ line: Substring) {
        let fields: [Substring] = line.split(separator: " ")
        // A field of a single hyphen ends the optional fields, of which there may be any number.
        guard let hyphen = fields.firstIndex(of: "-") else { return nil }
        let left = fields[..<hyphen]
        let right = Array(fields[(hyphen + 1)...])
        guard left.count >= 5, right.count >= 3 else { return nil }
        root = String(left[3])
        point = String(left[4])
        kind = String(right[0])
        options = right[2].split(separator: ",").map(String.init)
    }

    /// The directory that stands for a group, given its path in the hierarchy.
    func directory(of path: String) -> String {
        var rest = path
        if root != "/", path.hasPrefix(root) { rest = String(path.dropFirst(root.count)) }
        return rest == "/" || rest.isEmpty ? point : point + rest
    }
}

/// Where groups of version 2 could be made.
enum CgroupV2Mounts {
    /// Directories to try: our own group and those above it up to the mount, nearest last.
    ///
    /// Controllers can be handed down only where no process sits, which our own group never is and
    /// the groups above it usually are.
    static func candidates(mountinfo: String, membership: String) -> [String] {
        let own = membership.split(separator: "\n")
            .first { $0.hasPrefix("0::") }
            .map { String($0.dropFirst(3)) }
        for line in mountinfo.split(separator: "\n") {
            guard let mount = CgroupMount(line), mount.kind == "cgroup2" else { continue }
            var found = [mount.point]
            var path = mount.directory(of: own ?? "/")
            var below: [String] = []
            while path.hasPrefix(mount.point + "/") {
                below.insert(path, at: 0)
                path = path.parentDirectory
            }
            found += below
            return found
        }
        return []
    }
}
