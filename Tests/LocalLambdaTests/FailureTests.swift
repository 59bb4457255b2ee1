import Foundation
import LambdaPlatform
import Measurement
import TestSupport
import Testing

@testable import LocalLambda

/// Real processes: a small runtime in Python that misbehaves as its event tells it.
@Suite(
    .enabled(if: TestMachine.canRun, "needs python3 and the built lambda-tuner beside the tests"),
    .serialized
)
struct FailureTests {
    private func source(
        _ event: String,
        script: String = TestMachine.runtime,
        timeoutS: Int = 10
    ) async throws -> LocalSource {
        try await LocalSource.open(
            TestMachine.configuration(script: script, event: event, timeoutS: timeoutS)
        )
    }

    private let request = InvocationRequest(
        memory: MemorySetting(clamping: 1_792),
        strategy: .single
    )

    private func outcome(_ event: String, timeoutS: Int = 10) async throws -> Invocation {
        let source = try await source(event, timeoutS: timeoutS)
        let invocation = try await source.invoke(request)
        await source.close()
        return invocation
    }

    @Test func `an answer that is not right is an error of a known type`() async throws {
        var configuration = TestMachine.configuration(
            script: TestMachine.runtime,
            event: "answer"
        )
        configuration.accepts = { $0 != Array("{}".utf8) }
        let source = try await LocalSource.open(configuration)
        let invocation = try await source.invoke(request)
        let doubts = await ProfiledSource(source).profile([.single])
        await source.close()
        #expect(invocation.status == .error)
        #expect(invocation.errorType == LocalConfiguration.wrongAnswer)
        #expect(doubts.map(\.code) == ["unprofiled"])
        #expect(doubts[0].message.contains(LocalConfiguration.wrongAnswer))
    }

    @Test func `the first invocation is cold and the second is not`() async throws {
        let source = try await source("answer")
        let first = try await source.invoke(request)
        let second = try await source.invoke(request)
        await source.close()
        #expect(first.cold && first.initDurationMS != nil && first.status == .success)
        #expect(!second.cold && second.initDurationMS == nil && second.status == .success)
        #expect((second.cpuMS ?? 0) > 0)
    }

    @Test(
        arguments: [
            ("exit", InvocationStatus.failure, "Runtime.ExitError"),
            ("abort", .failure, "Runtime.ExitError"),
            // A process that catches no signal ends with it, wherever it is in its namespace.
            ("terminate", .failure, "Runtime.ExitError"),
            ("raise", .error, "ValueError"),
            ("huge", .error, "Function.ResponseSizeTooLarge"),
            ("answer twice", .success, nil), ("next twice", .success, nil),
            ("garbage", .success, nil), ("broken", .success, nil), ("chatter", .success, nil),
        ] as [(String, InvocationStatus, String?)]
    )
    func `what a function does wrong is observed, not thrown`(
        event: String,
        status: InvocationStatus,
        errorType: String?
    ) async throws {
        let invocation = try await outcome(event)
        #expect(invocation.status == status)
        #expect(invocation.errorType == errorType)
    }

    @Test func `a timeout ends the environment and lasts as long as the timeout`() async throws {
        let source = try await source("sleep", timeoutS: 1)
        let first = try await source.invoke(request)
        #expect(first.status == .timeout && first.durationMS == 1_000)
        #expect(try await source.invoke(request).cold)
        await source.close()
    }

    @Test(.enabled(if: TestMachine.enforcesMemory, "needs control groups"))
    func `a function that needs more memory than its setting is told from a crash`() async throws {
        let source = try await source("memory")
        let invocation = try await source.invoke(
            InvocationRequest(memory: MemorySetting(clamping: 128), strategy: .single)
        )
        await source.close()
        #expect(invocation.status == .outOfMemory)
        #expect(invocation.errorType == "Runtime.OutOfMemory")
    }

    @Test(arguments: [
        ("import sys; print('no luck'); sys.exit(4)", "Runtime.ExitError"),
        (TestMachine.initError, "Runtime.BadHandler"),
    ])
    func `a function that cannot be initialised says why`(
        script: String,
        errorType: String
    ) async throws {
        let source = try await source("answer", script: script)
        let failure = await #expect(throws: SourceFailure.self) {
            try await source.invoke(request)
        }
        await source.close()
        guard case .initFailed(let type, let detail) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(type == errorType)
        #expect(detail.contains("no luck"))
    }

    @Test func `an INIT that takes too long is tried again within the invocation`() async throws {
        // The second start finds the mark of the first, and does not wait.
        let script =
            "import os, time\n"
            + "mark = os.environ.get('TMPDIR', '/tmp') + '/started'\n"
            + "if not os.path.exists(mark): open(mark, 'w').close(); time.sleep(60)\n"
            + TestMachine.runtime
        var configuration = TestMachine.configuration(script: script, event: "answer")
        configuration.initLimitS = 1
        configuration.platformLines = .text
        let source = try await LocalSource.open(configuration)
        let invocation = try await source.invoke(request)
        await source.close()
        #expect(invocation.status == .success && invocation.cold)
        #expect(invocation.initDurationMS == nil)
        // Starting Python is a part of what the invocation took.
        #expect(invocation.durationMS > 5)
        let lines = configuration.log.lastLines(10)
        #expect(
            lines.contains { $0.hasPrefix("INIT_REPORT") && $0.hasSuffix("Status: timeout") }
        )
    }

    @Test(.enabled(if: TestMachine.enforcesMemory, "needs control groups"))
    func `a function too large to start at a setting is out of memory there`() async throws {
        let source = try await source(
            "answer",
            script: "x = bytearray(b'x') * (400 << 20)\n" + TestMachine.runtime
        )
        let small = try await source.invoke(
            InvocationRequest(memory: MemorySetting(clamping: 128), strategy: .single)
        )
        let large = try await source.invoke(request)
        await source.close()
        #expect(small.status == .outOfMemory && small.errorType == "Runtime.OutOfMemory")
        #expect(large.status == .success)
    }

    @Test func `a program that is not there is named`() async throws {
        var configuration = TestMachine.configuration(script: "", event: "")
        configuration.function.command = ["/nowhere/bootstrap"]
        let source = try await LocalSource.open(configuration)
        let failure = await #expect(throws: SourceFailure.self) {
            try await source.invoke(request)
        }
        await source.close()
        #expect(
            failure?.description.contains("/nowhere/bootstrap could not be started") == true
        )
    }
}
