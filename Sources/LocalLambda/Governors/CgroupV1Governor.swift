import LambdaPlatform
import Measurement

/// Holds functions to their share with control groups version 1: CPU bandwidth, cpuset, memory,
/// process count, and the freezer.
struct CgroupV1Governor: Governor {
    let kind = GovernorKind.cgroupV1
    let enforcesMemory = true

    private let tree: any ControlTree
    private let layout: CgroupV1Layout
    private let hostProcessors: [Int]

    /// The group that holds all enclosures, in each hierarchy.
    static let parentName = "lambda-tuner"

    /// Prepares the governor, and proves it by making and removing a group.
    ///
    /// - Throws: ``SourceFailure/governorUnavailable(_:reason:)`` when the cpu controller is not
    ///   mounted or its groups cannot be made.
    init(
        tree: any ControlTree,
        layout: CgroupV1Layout,
        hostProcessors: [Int]
    ) throws(SourceFailure) {
        self.tree = tree
        self.layout = layout
        self.hostProcessors = hostProcessors
        guard let cpu = layout.directories["cpu"] else {
            throw .governorUnavailable(
                .cgroupV1,
                reason: "the cpu controller is not mounted as version 1."
            )
        }
        let probe = "\(cpu)/\(Self.parentName)"
        do {
            try tree.makeDirectory(probe)
            try tree.write(String(Bandwidth.periodUS), to: "\(probe)/cpu.cfs_period_us")
        } catch {
            throw .governorUnavailable(.cgroupV1, reason: "\(error); run as root.")
        }
        _ = tree.attemptRemoval(of: probe)
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
        let directories = layout.directories
            .filter { CgroupV1Enclosure.controllers.contains($0.key) }
            .mapValues { "\($0)/\(Self.parentName)/\(name)" }
        do {
            return try CgroupV1Enclosure(
                tree: tree,
                directories: directories,
                grant: grant,
                processors: Array(hostProcessors.prefix(grant.processors))
            )
        } catch {
            CgroupV1Remains(tree: tree, directories: Set(directories.values)).remove()
            throw .governorUnavailable(.cgroupV1, reason: "\(error).")
        }
    }

    func removeLeftovers() {
        var remains: [String: Set<String>] = [:]
        for base in Set(layout.directories.values) {
            let parent = "\(base)/\(Self.parentName)"
            for name in tree.names(in: parent) {
                if let owner = EnclosureName(name), !ProcessTable.isAlive(owner) {
                    remains[name, default: []].insert("\(parent)/\(name)")
                }
            }
        }
        for directories in remains.values {
            CgroupV1Remains(tree: tree, directories: directories).remove()
        }
    }
}
