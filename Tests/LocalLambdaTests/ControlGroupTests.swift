import LambdaPlatform
import Measurement
import Testing

@testable import LocalLambda

struct ControlGroupTests {
    private let name = EnclosureName(owner: 1, ownerStart: 0, number: 7)

    /// CPU quotas per 20 ms period: memory ÷ 1792 × 20,000 µs.
    @Test(arguments: [
        (128, 1_429), (256, 2_857), (1_024, 11_429), (1_792, 20_000), (3_584, 40_000),
    ])
    func `version 1 writes quota and period in microseconds`(megabytes: Int, quota: Int) throws {
        let tree = FakeControlTree.version1()
        let governor = try GovernorContractTests.version1(tree)
        let grant = Grant(MemorySetting(clamping: megabytes), under: .standard)
        let enclosure = try governor.makeEnclosure(name, for: grant)
        try enclosure.restrain()
        #expect(tree.writes.contains("/cg/cpu/lambda-tuner/1-0-7/cpu.cfs_period_us=20000"))
        #expect(tree.writes.last == "/cg/cpu/lambda-tuner/1-0-7/cpu.cfs_quota_us=\(quota)")
        #expect(
            tree.writes.contains(
                "/cg/memory/lambda-tuner/1-0-7/memory.limit_in_bytes=\(megabytes * 1_048_576)"
            )
        )
    }

    @Test(arguments: [(128, "1429 20000"), (1_792, "20000 20000"), (3_584, "40000 20000")])
    func `version 2 writes quota and period in one line`(megabytes: Int, line: String) throws {
        let tree = FakeControlTree.version2()
        let governor = try GovernorContractTests.version2(tree)
        let grant = Grant(MemorySetting(clamping: megabytes), under: .standard)
        let enclosure = try governor.makeEnclosure(name, for: grant)
        try enclosure.restrain()
        #expect(tree.writes.last == "/cg/lambda-tuner/1-0-7/cpu.max=\(line)")
        #expect(tree.writes.contains("/cg/cgroup.subtree_control=+cpu"))
        #expect(tree.writes.contains("/cg/lambda-tuner/cgroup.subtree_control=+memory"))
    }

    @Test func `both versions read the same use in nanoseconds and bytes`() throws {
        let grant = Grant(.smallest, under: .standard)
        let enclosures = [
            try GovernorContractTests.version1(.version1()).makeEnclosure(name, for: grant),
            try GovernorContractTests.version2(.version2()).makeEnclosure(name, for: grant),
        ]
        for enclosure in enclosures {
            #expect(
                enclosure.reading()
                    == EnclosureReading(
                        cpuNS: 1_500_000,
                        throttledNS: 250_000,
                        memoryKills: 2
                    )
            )
            // 10 MB at the peak, of which the kernel could give up 3.
            #expect(enclosure.peakBytes() == 7 << 20)
        }
    }

    @Test func `a group is removed when it is done with`() throws {
        let tree = FakeControlTree.version2()
        let grant = Grant(.smallest, under: .standard)
        let enclosure = try GovernorContractTests.version2(tree).makeEnclosure(name, for: grant)
        #expect(tree.directories.contains("/cg/lambda-tuner/1-0-7"))
        enclosure.destroy()
        #expect(!tree.directories.contains("/cg/lambda-tuner/1-0-7"))
    }

    @Test func `groups of tools that have ended are removed, others stay`() throws {
        let tree = FakeControlTree.version2()
        let governor = try GovernorContractTests.version2(tree)
        // No process has an id this large, and a stranger's group has no name of ours.
        try tree.makeDirectory("/cg/lambda-tuner/4194305-1-1")
        try tree.makeDirectory("/cg/lambda-tuner/somebody")
        governor.removeLeftovers()
        #expect(!tree.directories.contains("/cg/lambda-tuner/4194305-1-1"))
        #expect(tree.directories.contains("/cg/lambda-tuner/somebody"))
    }

    @Test func `version 2 without the cpu controller says so`() {
        let tree = FakeControlTree.version2(controllers: "memory pids")
        #expect(
            throws: SourceFailure.governorUnavailable(
                .cgroupV2,
                reason: "/cg does not offer the cpu controller."
            )
        ) {
            try GovernorContractTests.version2(tree)
        }
    }

    /// Lines as in proc_pid_mountinfo(5) and cgroups(7), from a machine with version 1.
    @Test func `the layout of version 1 follows mounts and membership`() {
        let layout = CgroupV1Mounts(
            mountinfo: """
                30 23 0:26 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:9 - cgroup cgroup rw,cpu,cpuacct
                31 23 0:27 / /sys/fs/cgroup/memory rw,nosuid - cgroup cgroup rw,memory
                32 23 0:28 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw
                """,
            membership: "4:memory:/job/7\n2:cpu,cpuacct:/\n0::/\n"
        ) { _ in true }
        #expect(
            layout.directories == [
                "cpu": "/sys/fs/cgroup/cpu,cpuacct",
                "cpuacct": "/sys/fs/cgroup/cpu,cpuacct",
                "memory": "/sys/fs/cgroup/memory/job/7",
            ]
        )
    }

    @Test func `version 2 tries the root first and our own group last`() {
        let candidates = CgroupV2Mounts.candidates(
            mountinfo: "32 23 0:28 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw",
            membership: "0::/user.slice/app.slice/run.scope\n"
        )
        #expect(
            candidates == [
                "/sys/fs/cgroup", "/sys/fs/cgroup/user.slice",
                "/sys/fs/cgroup/user.slice/app.slice",
                "/sys/fs/cgroup/user.slice/app.slice/run.scope",
            ]
        )
    }
}
