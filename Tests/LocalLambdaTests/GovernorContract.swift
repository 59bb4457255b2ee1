import LambdaPlatform
import Measurement
import Testing

@testable import LocalLambda

/// What every governor promises, whatever it works with.
func expectGovernorContract(
    _ governor: any Governor,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let grant = Grant(MemorySetting(clamping: 512), under: .standard)
    let name = EnclosureName(owner: 1, ownerStart: 0, number: 7)
    let enclosure = try governor.makeEnclosure(name, for: grant)
    try enclosure.boost()
    try enclosure.restrain()
    enclosure.freeze()
    enclosure.thaw()
    let first = enclosure.reading()
    let second = enclosure.reading()
    #expect(
        (second.cpuNS ?? 0) >= (first.cpuNS ?? 0),
        "CPU time never runs backwards",
        sourceLocation: sourceLocation
    )
    enclosure.destroy()
    enclosure.destroy()
    governor.removeLeftovers()
}

struct GovernorContractTests {
    @Test func `version 1 keeps the governor's promises`() throws {
        try expectGovernorContract(try Self.version1(.version1()))
    }

    @Test func `version 2 keeps the governor's promises`() throws {
        try expectGovernorContract(try Self.version2(.version2()))
    }

    @Test func `duty cycling keeps the governor's promises`() throws {
        try expectGovernorContract(DutyCycleGovernor(hostProcessors: 2))
    }

    @Test func `projecting keeps the governor's promises`() throws {
        try expectGovernorContract(ModelGovernor(accounting: nil))
        try expectGovernorContract(ModelGovernor(accounting: try Self.version1(.version1())))
    }

    @Test func `the governor of this machine keeps the governor's promises`() throws {
        try expectGovernorContract(try GovernorSelection(.automatic).governor)
    }

    static func version1(_ tree: FakeControlTree) throws -> CgroupGovernor {
        var mounts = CgroupV1Mounts(mountinfo: "", membership: "") { _ in true }
        for controller in CgroupVersion.first.controllers {
            mounts.directories[controller] = "/cg/\(controller)"
        }
        return try CgroupGovernor(tree: tree, mounts: mounts, hostProcessors: [0, 1])
    }

    static func version2(_ tree: FakeControlTree) throws -> CgroupGovernor {
        try CgroupGovernor(tree: tree, candidates: ["/cg"], hostProcessors: [0, 1])
    }
}
