import Measurement

/// The governors of this machine.
enum GovernorFactory {
    /// Prepares a governor.
    ///
    /// - Throws: ``SourceFailure/governorUnavailable(_:reason:)`` with what is missing.
    static func make(_ kind: GovernorKind) throws(SourceFailure) -> any Governor {
        switch kind {
        case .cgroupV1: try cgroupV1()
        case .cgroupV2: throw .governorUnavailable(.cgroupV2, reason: "not yet.")
        case .dutyCycle: throw .governorUnavailable(.dutyCycle, reason: "not yet.")
        case .model: ModelGovernor(accounting: nil)
        }
    }

    private static func cgroupV1() throws(SourceFailure) -> CgroupV1Governor {
        #if os(Linux)
            let tree = KernelControlTree()
            do {
                let layout = CgroupV1Layout(
                    mountinfo: try tree.read("/proc/self/mountinfo"),
                    membership: try tree.read("/proc/self/cgroup"),
                    exists: tree.exists
                )
                return try CgroupV1Governor(
                    tree: tree,
                    layout: layout,
                    hostProcessors: Processors.usable()
                )
            } catch let failure as ControlFailure {
                throw .governorUnavailable(.cgroupV1, reason: "\(failure).")
            } catch let failure as SourceFailure {
                throw failure
            } catch {
                throw .governorUnavailable(.cgroupV1, reason: "\(error).")
            }
        #else
            throw .governorUnavailable(.cgroupV1, reason: "control groups exist on Linux only.")
        #endif
    }
}
