import Measurement

/// The governors of this machine.
enum GovernorFactory {
    /// Prepares a governor.
    ///
    /// - Throws: ``SourceFailure/governorUnavailable(_:reason:)`` with what is missing.
    static func make(_ kind: GovernorKind) throws(SourceFailure) -> any Governor {
        switch kind {
        case .cgroupV1: try cgroupV1()
        case .cgroupV2: try cgroupV2()
        case .dutyCycle: DutyCycleGovernor(hostProcessors: usableProcessorCount())
        case .model: ModelGovernor(accounting: nil)
        }
    }

    private static func cgroupV1() throws(SourceFailure) -> CgroupGovernor {
        let tree = KernelControlTree()
        let (mountinfo, membership) = try kernelLists(.cgroupV1, tree)
        let mounts = CgroupV1Mounts(
            mountinfo: mountinfo,
            membership: membership,
            exists: tree.exists
        )
        return try CgroupGovernor(
            tree: tree,
            mounts: mounts,
            hostProcessors: Processors.usable()
        )
    }

    private static func cgroupV2() throws(SourceFailure) -> CgroupGovernor {
        let tree = KernelControlTree()
        let (mountinfo, membership) = try kernelLists(.cgroupV2, tree)
        let candidates = CgroupV2Mounts.candidates(mountinfo: mountinfo, membership: membership)
        return try CgroupGovernor(
            tree: tree,
            candidates: candidates,
            hostProcessors: Processors.usable()
        )
    }

    private static func kernelLists(
        _ kind: GovernorKind,
        _ tree: KernelControlTree
    ) throws(SourceFailure) -> (mountinfo: String, membership: String) {
        #if os(Linux)
            do {
                return (
                    try tree.read("/proc/self/mountinfo"), try tree.read("/proc/self/cgroup")
                )
            } catch {
                throw .governorUnavailable(kind, reason: "\(error).")
            }
        #else
            throw .governorUnavailable(kind, reason: "control groups exist on Linux only.")
        #endif
    }
}
