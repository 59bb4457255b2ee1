import Measurement

/// Lets functions run unthrottled and only keeps account, for durations that are then projected.
struct ModelGovernor: Governor {
    let kind = GovernorKind.model
    var enforcesMemory: Bool { accounting?.enforcesMemory ?? false }

    /// Control groups to keep account, limit memory and freeze with, where there are any.
    private let accounting: (any Governor)?

    init(accounting: (any Governor)?) {
        switch accounting?.kind {
        case .cgroupV1, .cgroupV2: self.accounting = accounting
        default: self.accounting = nil
        }
    }

    func refusal(of grant: Grant) -> String? {
        "nothing is enforced: every duration is projected"
    }

    func makeEnclosure(
        _ name: EnclosureName,
        for grant: Grant
    ) throws(SourceFailure) -> any Enclosure {
        guard let accounting else { return ModelEnclosure() }
        return UnthrottledEnclosure(inner: try accounting.makeEnclosure(name, for: grant))
    }

    func removeLeftovers() {}
}

/// A control group without its quota.
private struct UnthrottledEnclosure: Enclosure {
    let inner: any Enclosure

    var groups: [String] { inner.groups }
    func contain(_ tree: ProcessTree) { inner.contain(tree) }
    func boost() throws(SourceFailure) { try inner.unthrottle() }
    func restrain() throws(SourceFailure) {}
    func unthrottle() throws(SourceFailure) { try inner.unthrottle() }
    func freeze() { inner.freeze() }
    func thaw() { inner.thaw() }
    func reading() -> EnclosureReading { inner.reading() }
    func peakBytes() -> UInt64? { inner.peakBytes() }
    func destroy() { inner.destroy() }
}
