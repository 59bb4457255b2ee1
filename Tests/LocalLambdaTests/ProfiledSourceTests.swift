import LambdaPlatform
import Measurement
import Testing

@testable import LocalLambda

/// Profiles of real processes.
@Suite(
    .enabled(if: TestMachine.canRun, "needs python3 and the built lambda-tuner beside the tests"),
    .serialized
)
struct ProfiledSourceTests {
    private func request(_ megabytes: Int) -> InvocationRequest {
        InvocationRequest(memory: MemorySetting(clamping: megabytes), strategy: .single)
    }

    @Test func `one profile answers for every setting and says that it is a projection`()
        async throws
    {
        let local = try await LocalSource.open(
            LocalConfiguration(
                function: LocalFunction(
                    name: "spin",
                    command: [TestMachine.tuner, Launcher.spinVerb],
                    codeDirectory: "/"
                ),
                event: { _ in Array(#"{"cpuMS":40,"threads":1}"#.utf8) },
                launcher: [TestMachine.tuner, Launcher.verb]
            )
        )
        let source = ProfiledSource(local)
        var found: [Int: [Invocation]] = [:]
        for megabytes in [256, 1_792, 10_240] {
            for _ in 0..<3 {
                found[megabytes, default: []].append(
                    try await source.invoke(request(megabytes))
                )
            }
        }
        let profiles = await source.profiles
        let processes = await local.processes
        await source.close()
        #expect(profiles.count == 1 && profiles[.single]?.runs.count == 7)
        #expect(processes.isEmpty)
        let all = found.values.flatMap(\.self)
        #expect(all.allSatisfy { $0.projected && $0.governor == .model })
        #expect(found.values.allSatisfy { $0[0].cold && !$0[1].cold })
        let small = found[256]?.map(\.durationMS).min() ?? 0
        let whole = found[1_792]?.map(\.durationMS).max() ?? .infinity
        // A seventh of a vCPU: 40 ms take six times 40 ms longer, a few ticks less. What else the machine
        // does is the same wait in both.
        #expect(small - whole > 3 * 40)
        #expect(found[10_240]?.map(\.durationMS).min() ?? 0 >= 40 - 1)
    }

    @Test func `a function that fails is reported as failed at every setting`() async throws {
        let local = try await LocalSource.open(
            TestMachine.configuration(script: TestMachine.runtime, event: "raise")
        )
        let source = ProfiledSource(local)
        let invocations = [
            try await source.invoke(request(512)), try await source.invoke(request(1_792)),
        ]
        await source.close()
        #expect(invocations.allSatisfy { $0.status == .error && $0.errorType == "ValueError" })
    }
}
