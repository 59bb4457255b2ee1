import AWSLambda
import Foundation
import LambdaPlatform
import Testing

/// Whatever happens at whichever step: afterwards the function is as it was.
struct RestoreTests {
    private static let settings = [128, 512, 1_792]

    @Test func `a run publishes, puts $LATEST back, and leaves nothing after its end`() async throws
    {
        let harness = try Harness()
        let before = await harness.lambda.state
        let journal = try FileJournal.begin(at: harness.journalPath)
        let aliases = try await harness.publish(Self.settings, copies: 2, journal: journal)
        #expect(aliases.count == 3)
        #expect(aliases.values.allSatisfy { $0.count == 2 })
        let during = await harness.lambda.state
        #expect(during.latest == before.latest)
        #expect(during.versions.count == before.versions.count + 6)
        #expect(during.aliases["live"] == before.aliases["live"])
        journal.close()
        #expect(try await harness.restore() == [])
        #expect(await harness.lambda.state == before)
        #expect(!FileManager.default.fileExists(atPath: harness.journalPath))
    }

    /// 3 settings × (configure, publish, alias) + 1 to put `$LATEST` back, and the first line.
    @Test(arguments: 0...10, [true, false])
    func `a kill at any line of the journal is undone`(step: Int, afterWriting: Bool) async throws {
        let harness = try Harness()
        let before = await harness.lambda.state
        let inner = try FileJournal.begin(at: harness.journalPath)
        let journal = FailingJournal(inner, failingAt: step, afterWriting: afterWriting)
        await #expect(throws: DeploymentFailure.self) {
            try await harness.publish(Self.settings, journal: journal)
        }
        journal.close()
        try await harness.restore()
        #expect(await harness.lambda.state == before)
    }

    @Test(arguments: 0...9, [FakeLambda.Fault.deadBefore, .deadAfter])
    func `a network that dies at any change is undone`(
        step: Int,
        fault: FakeLambda.Fault
    ) async throws {
        let harness = try Harness()
        let before = await harness.lambda.state
        await harness.lambda.configure { lambda in
            lambda.fault = { index, _ in index == step ? fault : nil }
        }
        let journal = try FileJournal.begin(at: harness.journalPath)
        await #expect(throws: DeploymentFailure.self) {
            try await harness.publish(Self.settings, journal: journal)
        }
        journal.close()
        await harness.lambda.revive()
        try await harness.restore()
        #expect(await harness.lambda.state == before)
    }

    /// The restore of 3 settings makes 6 changes: 3 aliases and 3 versions.
    @Test(arguments: 0...5, [FakeLambda.Fault.deadBefore, .deadAfter])
    func `a restore that is itself cut short is finished by the next`(
        step: Int,
        fault: FakeLambda.Fault
    ) async throws {
        let harness = try Harness()
        let before = await harness.lambda.state
        let journal = try FileJournal.begin(at: harness.journalPath)
        _ = try await harness.publish(Self.settings, journal: journal)
        journal.close()
        let done = await harness.lambda.changes
        await harness.lambda.configure { lambda in
            lambda.fault = { index, _ in index == done + step ? fault : nil }
        }
        await #expect(throws: DeploymentFailure.self) { try await harness.restore() }
        await harness.lambda.revive()
        try await harness.restore()
        #expect(await harness.lambda.state == before)
    }

    @Test(
        arguments: 0...9,
        [
            FakeLambda.Fault.cutAfter, .answer(429, "TooManyRequestsException"),
            .answer(409, "ResourceConflictException"),
            .answer(500, "ServiceException"), .answer(503, "ServiceUnavailableException"),
        ]
    )
    func `a passing fault at any change only costs a repetition`(
        step: Int,
        fault: FakeLambda.Fault
    ) async throws {
        let harness = try Harness()
        let before = await harness.lambda.state
        await harness.lambda.configure { lambda in
            lambda.fault = { index, _ in index == step ? fault : nil }
        }
        let journal = try FileJournal.begin(at: harness.journalPath)
        _ = try await harness.publish(Self.settings, journal: journal)
        #expect(await harness.lambda.state.versions.count == before.versions.count + 3)
        journal.close()
        try await harness.restore()
        #expect(await harness.lambda.state == before)
    }

    @Test(
        arguments: 0...9,
        [
            (403, "ExpiredTokenException"), (412, "PreconditionFailedException"),
            (409, "ResourceConflictException"), (403, "AccessDeniedException"),
            (400, "CodeStorageExceededException"),
        ]
    )
    func `a lasting fault at any change ends the run and is undone`(
        step: Int,
        answer: (Int, String)
    ) async throws {
        let harness = try Harness()
        let before = await harness.lambda.state
        await harness.lambda.configure { lambda in
            lambda.fault = { index, _ in index >= step ? .answer(answer.0, answer.1) : nil }
        }
        let journal = try FileJournal.begin(at: harness.journalPath)
        await #expect(throws: DeploymentFailure.self) {
            try await harness.publish(Self.settings, journal: journal)
        }
        journal.close()
        await harness.lambda.revive()
        try await harness.restore()
        #expect(await harness.lambda.state == before)
    }

    @Test func `another person's deployment is noticed and survives the restore`() async throws {
        let harness = try Harness()
        let before = await harness.lambda.state
        await harness.lambda.configure { lambda in
            lambda.fault = { [lambda] index, _ in
                if index == 4 { lambda.assumeIsolated { $0.someoneDeploys(memoryMB: 3_008) } }
                return nil
            }
        }
        let journal = try FileJournal.begin(at: harness.journalPath)
        await #expect(throws: DeploymentFailure.self) {
            try await harness.publish(Self.settings, journal: journal)
        }
        journal.close()
        let left = try await harness.restore()
        #expect(left.contains { $0.contains("changed by someone else") })
        let after = await harness.lambda.state
        #expect(after.latest.memoryMB == 3_008)
        #expect(after.versions == before.versions)
        #expect(after.aliases == before.aliases)
    }

    @Test func `a version that the user points an alias to is not deleted`() async throws {
        let harness = try Harness()
        let journal = try FileJournal.begin(at: harness.journalPath)
        _ = try await harness.publish([1_024], journal: journal)
        journal.close()
        await harness.lambda.configure { lambda in
            lambda.aliases["live"]?.functionVersion = "3"
        }
        let left = try await harness.restore()
        #expect(left == ["Version 3 stays: the alias live points to it."])
    }

    @Test func `a body that fails or is cancelled still finds the function put back`() async throws
    {
        let harness = try Harness()
        let before = await harness.lambda.state
        let inspection = try await Inspection(of: harness.api())
        for error: any Error & Sendable in [CancellationError(), POSIXError(.EIO)] {
            let task = Task {
                try await TemporaryVersions.lend(
                    of: inspection,
                    api: harness.api(),
                    journal: FileJournal.begin(at: harness.journalPath),
                    endpoint: nil,
                    settings: [.largest],
                    copies: 1,
                    surroundings: harness.surroundings,
                    report: { _ in }
                ) { _ in
                    if error is CancellationError { withUnsafeCurrentTask { $0?.cancel() } }
                    throw error
                }
            }
            await #expect(throws: (any Error).self) { try await task.value }
            #expect(await harness.lambda.state == before)
            #expect(!FileManager.default.fileExists(atPath: harness.journalPath))
        }
    }

    @Test func `a function that cannot be put back says so and keeps the journal`() async throws {
        let harness = try Harness()
        let before = await harness.lambda.state
        let inspection = try await Inspection(of: harness.api())
        await #expect(throws: RestoreNeeded.self) {
            try await TemporaryVersions.lend(
                of: inspection,
                api: harness.api(),
                journal: FileJournal.begin(at: harness.journalPath),
                endpoint: nil,
                settings: [.largest],
                copies: 1,
                surroundings: harness.surroundings,
                report: { _ in }
            ) { _ in
                await harness.lambda.configure { $0.fault = { _, _ in .deadBefore } }
            }
        }
        await harness.lambda.revive()
        try await harness.restore()
        #expect(await harness.lambda.state == before)
    }
}
