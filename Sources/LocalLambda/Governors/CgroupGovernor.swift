import LambdaPlatform
import Measurement

/// Holds functions to their share with control groups: CPU bandwidth, cpuset, memory, process count,
/// and the freezer.
struct CgroupGovernor: Governor {
    let enforcesMemory = true
    var kind: GovernorKind { version.kind }

    private let tree: any ControlTree
    private let version: CgroupVersion

    /// The group that holds all enclosures, for each controller.
    private let parents: [String: String]

    private let hostProcessors: [Int]

    /// The name of the group that holds all enclosures.
    static let parentName = "lambda-tuner"

    func refusal(of grant: Grant) -> String? {
        grant.share > Double(hostProcessors.count) + 1e-9
            ? "this machine offers \(hostProcessors.count) processors, not \(grant.share) vCPUs"
            : nil
    }

    func makeEnclosure(
        _ name: EnclosureName,
        for grant: Grant
    ) throws(SourceFailure) -> any Enclosure {
        let place = place(parents.mapValues { "\($0)/\(name)" })
        do {
            return try CgroupEnclosure(
                place,
                grant: grant,
                processors: Array(hostProcessors.prefix(grant.processors))
            )
        } catch {
            place.remove()
            throw .governorUnavailable(kind, reason: "\(error).")
        }
    }

    func removeLeftovers() {
        var remains: [String: [String: String]] = [:]
        for (controller, parent) in parents {
            for name in tree.names(in: parent) {
                if let owner = EnclosureName(name), !ProcessTable.isAlive(owner) {
                    remains[name, default: [:]][controller] = "\(parent)/\(name)"
                }
            }
        }
        for directories in remains.values { place(directories).remove() }
    }

    private func place(_ directories: [String: String]) -> CgroupPlace {
        CgroupPlace(tree: tree, version: version, directories: directories)
    }
}

extension CgroupGovernor {
    /// Prepares version 1, and proves it by making and removing a group.
    ///
    /// - Throws: ``SourceFailure/governorUnavailable(_:reason:)`` when the cpu controller is not
    ///   mounted or its groups cannot be made.
    init(
        tree: any ControlTree,
        mounts: CgroupV1Mounts,
        hostProcessors: [Int]
    ) throws(SourceFailure) {
        let version = CgroupVersion.first
        guard let cpu = mounts.directories["cpu"] else {
            throw .governorUnavailable(
                version.kind,
                reason: "the cpu controller is not mounted as version 1."
            )
        }
        let probe = "\(cpu)/\(Self.parentName)"
        do {
            try tree.makeDirectory(probe)
            try tree.write(String(Bandwidth.periodUS), to: "\(probe)/cpu.cfs_period_us")
        } catch {
            throw .governorUnavailable(version.kind, reason: "\(error); run as root.")
        }
        _ = tree.attemptRemoval(of: probe)
        self.init(
            tree: tree,
            version: version,
            parents: mounts.directories
                .filter { version.controllers.contains($0.key) }
                .mapValues { "\($0)/\(Self.parentName)" },
            hostProcessors: hostProcessors
        )
    }

    /// Finds the first of the candidates under which our group of version 2 can be made, and makes it.
    ///
    /// - Throws: ``SourceFailure/governorUnavailable(_:reason:)`` when no candidate gives the cpu
    ///   controller to groups below it.
    init(
        tree: any ControlTree,
        candidates: [String],
        hostProcessors: [Int]
    ) throws(SourceFailure) {
        let version = CgroupVersion.second
        var reason = "no hierarchy of version 2 is mounted."
        for candidate in candidates {
            do {
                guard let parent = try CgroupHandingDown(tree, version).prepare(candidate) else {
                    reason = "\(candidate) does not offer the cpu controller."
                    continue
                }
                self.init(
                    tree: tree,
                    version: version,
                    parents: Dictionary(
                        uniqueKeysWithValues: version.controllers.map { ($0, parent) }
                    ),
                    hostProcessors: hostProcessors
                )
                return
            } catch {
                reason = "\(error)."
            }
        }
        throw .governorUnavailable(version.kind, reason: reason)
    }
}

/// Handing controllers of version 2 down to our group.
private struct CgroupHandingDown {
    private let tree: any ControlTree
    private let version: CgroupVersion

    init(_ tree: any ControlTree, _ version: CgroupVersion) {
        self.tree = tree
        self.version = version
    }

    /// Makes our group under the candidate, and hands the controllers down to the groups in it.
    ///
    /// - Returns: the group; nothing where the candidate does not offer the cpu controller.
    func prepare(_ candidate: String) throws(ControlFailure) -> String? {
        let text = try tree.read("\(candidate)/cgroup.controllers")
        let offered = Set(text.trimmed.split(separator: " ").map(String.init))
        guard offered.contains("cpu") else { return nil }
        let wanted = version.controllers.filter(offered.contains)
        let parent = "\(candidate)/\(CgroupGovernor.parentName)"
        try enable(wanted, below: candidate)
        try tree.makeDirectory(parent)
        try enable(wanted, below: parent)
        return parent
    }

    private func enable(
        _ controllers: [String],
        below directory: String
    ) throws(ControlFailure) {
        let file = "\(directory)/cgroup.subtree_control"
        let enabled = Set(try tree.read(file).trimmed.split(separator: " ").map(String.init))
        for controller in controllers where !enabled.contains(controller) {
            do {
                try tree.write("+\(controller)", to: file)
            } catch {
                // The others only make the picture fuller.
                if controller == "cpu" { throw error }
            }
        }
    }
}
