import Measurement

/// Holds functions to their share by stopping them and letting them go on, where control groups are
/// not to be had: needs no privilege, and works on Linux and macOS.
///
/// The memory limit is not enforced, and shares above one vCPU are refused: with feedback every
/// 20 ms two threads are held within 1 % below one vCPU and miss by 18 to 63 % above it.
struct DutyCycleGovernor: Governor {
    let kind = GovernorKind.dutyCycle
    let enforcesMemory = false

    /// How many processors this machine offers.
    let hostProcessors: Int

    func refusal(of grant: Grant) -> String? {
        grant.share > 1 + 1e-9
            ? "stopping and continuing holds a function to one vCPU at most" : nil
    }

    func makeEnclosure(
        _ name: EnclosureName,
        for grant: Grant
    ) throws(SourceFailure) -> any Enclosure {
        // A share of a whole vCPU needs no control when only one thread can run.
        DutyCycleEnclosure(grant: grant, hostProcessors: hostProcessors)
    }

    func removeLeftovers() {}
}
