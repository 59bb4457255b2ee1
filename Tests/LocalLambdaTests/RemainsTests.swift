import Foundation
import LambdaPlatform
import Measurement
import TestSupport
import Testing

@testable import LocalLambda

/// What is left when it is over, whatever a function did meanwhile.
@Suite(
    .enabled(if: TestMachine.canRun, "needs python3 and the built lambda-tuner beside the tests"),
    .serialized
)
struct RemainsTests {
    private let request = InvocationRequest(
        memory: MemorySetting(clamping: 1_792),
        strategy: .single
    )

    private func source(_ event: String, timeoutS: Int = 10) async throws -> LocalSource {
        try await LocalSource.open(
            TestMachine.configuration(
                script: TestMachine.runtime,
                event: event,
                timeoutS: timeoutS
            )
        )
    }

    @Test(.enabled(if: TestMachine.enforcesMemory, "needs control groups"))
    func `a function that forks endlessly ends with its timeout, and all it started`()
        async throws
    {
        let source = try await source("bomb", timeoutS: 1)
        let invocation = try await source.invoke(request)
        await source.close()
        #expect(invocation.status == .timeout && invocation.errorType == "Sandbox.Timedout")
        #expect(await source.remains.names.isEmpty)
    }

    @Test func `a function that ignores the request to end is ended`() async throws {
        let source = try await source("stubborn", timeoutS: 1)
        let invocation = try await source.invoke(request)
        await source.close()
        #expect(invocation.status == .timeout)
        #expect(await source.remains.names.isEmpty)
    }

    @Test func `a function that writes a gigabyte to its log fills no memory of ours`()
        async throws
    {
        let configuration = TestMachine.configuration(
            script: TestMachine.runtime,
            event: "flood",
            timeoutS: 900
        )
        let source = try await LocalSource.open(configuration)
        let before = ProcessTree.peakBytes(of: getpid())
        let invocation = try await source.invoke(request)
        await source.close()
        #expect(invocation.status == .success)
        #expect(configuration.log.position == 1 << 30)
        // Other tests may need memory meanwhile, though not as much as was written.
        #expect(ProcessTree.peakBytes(of: getpid()) - before < 256 << 20)
        #expect(await source.remains.names.isEmpty)
    }

    @Test func `a cancelled invocation leaves no process behind`() async throws {
        let source = try await source("sleep")
        let task = Task { try await source.invoke(request) }
        while await source.processes.isEmpty { await Task.yield() }
        let processes = await source.processes
        task.cancel()
        let result = await task.result
        #expect(throws: SourceFailure.cancelled) { try result.get() }
        await source.close()
        #expect(!processes.isEmpty)
        #expect(processes.allSatisfy { ProcessTable.startTime(of: $0) == nil })
    }

    @Test(
        .enabled(
            if: TestMachine.ability.processes || TestMachine.enforcesMemory,
            "needs process namespaces or control groups"
        )
    )
    func `children that a function leaves running end with it`() async throws {
        // A time that nobody else sleeps for.
        let seconds = "60.\(UInt32.random(in: 1...UInt32.max))"
        let source = try await source("fork \(seconds)")
        let invocation = try await source.invoke(request)
        #expect(invocation.status == .success)
        #expect(TestMachine.processes(mentioning: seconds).count == 2)
        await source.close()
        #expect(TestMachine.processes(mentioning: seconds).isEmpty)
    }

    @Test(.enabled(if: TestMachine.enforcesMemory, "needs control groups"))
    func `fifty environments leave no group, mount, device or file behind`()
        async throws
    {
        let configuration = LocalConfiguration(
            function: LocalFunction(
                name: "spin",
                command: [TestMachine.tuner, Launcher.spinVerb],
                codeDirectory: TestMachine.tuner.parentDirectory,
                isBuiltIn: true
            ),
            event: { _ in SpinFunction.event(cpuMS: 0, threads: 1) },
            launcher: [TestMachine.tuner, Launcher.verb]
        )
        let source = try await LocalSource.open(configuration)
        let before = await source.remains
        for _ in 0..<50 {
            var fresh = request
            fresh.environment = .fresh
            let invocation = try await source.invoke(fresh)
            #expect(invocation.status == .success && invocation.cold)
        }
        #expect(await !source.remains.names.isEmpty)
        await source.close()
        let after = await source.remains
        #expect(after.names.isEmpty && after.mounts == before.mounts)
    }
}

extension LocalSource {
    /// What there is of this source's own.
    fileprivate var remains: Remains {
        get async {
            let own = await host.scratch.name
            return Remains.now { text in
                EnclosureName(text).map { name in
                    name.owner == own.owner && name.ownerStart == own.ownerStart
                        && (name.number == own.number || name.number / 1_000_000 == own.number)
                } ?? false
            }
        }
    }
}
