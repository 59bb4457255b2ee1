import Measurement

/// Holds functions to their share with control groups version 2.
struct CgroupV2Governor: Governor {
    let kind = GovernorKind.cgroupV2
    let enforcesMemory = true

    private let tree: any ControlTree

    /// The group that holds all enclosures.
    private let parent: String

    private let hostProcessors: [Int]

    /// The controllers that are wanted; all but `cpu` may be missing.
    static let controllers = ["cpu", "memory", "pids", "cpuset"]

    /// Finds the first of the candidates under which our group can be made, and makes it.
    ///
    /// - Throws: ``SourceFailure/governorUnavailable(_:reason:)`` when no candidate gives the cpu
    ///   controller to groups below it.
    init(
        tree: any ControlTree,
        candidates: [String],
        hostProcessors: [Int]
    ) throws(SourceFailure) {
        self.tree = tree
        self.hostProcessors = hostProcessors
        var reason = "no hierarchy of version 2 is mounted."
        for candidate in candidates {
            do {
                guard try Self.offered(in: candidate, tree).contains("cpu") else {
                    reason = "\(candidate) does not offer the cpu controller."
                    continue
                }
                parent = try Self.prepare(candidate, in: tree)
                return
            } catch {
                reason = "\(error)."
            }
        }
        throw .governorUnavailable(.cgroupV2, reason: reason)
    }

    func refusal(of grant: Grant) -> String? {
        grant.share > Double(hostProcessors.count) + 1e-9
            ? "this machine offers \(hostProcessors.count) processors, not \(grant.share) vCPUs"
            : nil
    }

    func makeEnclosure(
        _ name: EnclosureName,
        for grant: Grant
    ) throws(SourceFailure) -> any Enclosure {
        let directory = "\(parent)/\(name)"
        do {
            return try CgroupV2Enclosure(
                tree: tree,
                directory: directory,
                grant: grant,
                processors: Array(hostProcessors.prefix(grant.processors))
            )
        } catch {
            CgroupV2Enclosure.remove(directory, in: tree)
            throw .governorUnavailable(.cgroupV2, reason: "\(error).")
        }
    }

    func removeLeftovers() {
        for name in tree.names(in: parent) {
            if let owner = EnclosureName(name), !ProcessTable.isAlive(owner) {
                CgroupV2Enclosure.remove("\(parent)/\(name)", in: tree)
            }
        }
    }

    private static func offered(
        in candidate: String,
        _ tree: any ControlTree
    ) throws(ControlFailure) -> Set<String> {
        let text = try tree.read("\(candidate)/cgroup.controllers")
        return Set(text.trimmed.split(separator: " ").map(String.init))
    }

    /// Makes our group under the candidate, and hands the controllers down to the groups in it.
    private static func prepare(
        _ candidate: String,
        in tree: any ControlTree
    ) throws(ControlFailure) -> String {
        let offered = try offered(in: candidate, tree)
        let wanted = controllers.filter(offered.contains)
        let parent = "\(candidate)/\(CgroupV1Governor.parentName)"
        try enable(wanted, below: candidate, in: tree)
        try tree.makeDirectory(parent)
        try enable(wanted, below: parent, in: tree)
        return parent
    }

    private static func enable(
        _ controllers: [String],
        below directory: String,
        in tree: any ControlTree
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
