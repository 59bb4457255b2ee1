import AWSLambda
import Foundation
import LambdaPlatform
import TestSupport
import Testing

/// The control calls against an independent implementation of Lambda's API, checked with boto3.
@Suite(
    .serialized,
    .enabled(if: MotoServer.isAvailable, "needs moto_server and boto3: pip install 'moto[server]'")
)
struct MotoTests {
    @Test func `publishing, killing and restoring leave the function as boto3 saw it`() async throws
    {
        let moto = try MotoServer()
        defer { moto.stop() }
        _ = try moto.boto3("create")
        let before = try moto.boto3("snapshot")
        // All the way, and killed at the sixth line of the journal.
        for killedAt in [nil, 6] {
            let folder = try TemporaryFolder()
            let path = folder.path + "/journal.jsonl"
            let inner = try FileJournal.begin(at: path)
            let journal: any ChangeJournal =
                killedAt.map { FailingJournal(inner, failingAt: $0, afterWriting: true) } ?? inner
            let api = try api(moto)
            let run = try TemporaryVersions(
                of: try await Inspection(of: api),
                api: api,
                journal: journal,
                endpoint: moto.endpoint,
                surroundings: Surroundings()
            )
            let settings = [128, 1_024, 1_792].map { MemorySetting(clamping: $0) }
            if killedAt == nil {
                let aliases = try await run.publish(settings, copies: 1, report: { _ in })
                #expect(aliases.count == 3)
                #expect(try moto.boto3("snapshot").contains(#""MemorySize": 1792"#))
            } else {
                await #expect(throws: DeploymentFailure.self) {
                    try await run.publish(settings, copies: 1, report: { _ in })
                }
            }
            let lines = try journal.recorded()
            let restorer = try #require(
                Restorer(lines: lines, api: api, surroundings: Surroundings())
            )
            #expect(try await restorer.restore() == [])
            try journal.finish()
            #expect(try moto.boto3("snapshot") == before)
        }
    }

    /// Two settings: configure, publish and alias of each, and `$LATEST` back.
    @Test(
        arguments: [
            FakeLambda.Fault.cutAfter, .answer(429, "TooManyRequestsException"),
            .answer(409, "ResourceConflictException"), .answer(500, "ServiceException"),
            .answer(503, "ServiceUnavailableException"),
        ]
    )
    func `a passing fault at any change of a real client's run is made good`(
        fault: FakeLambda.Fault
    ) async throws {
        let moto = try MotoServer()
        defer { moto.stop() }
        _ = try moto.boto3("create")
        let before = try moto.boto3("snapshot")
        for step in 0..<7 {
            let transport = FaultyTransport { $0 == step ? fault : nil }
            try await publish(moto, over: transport, throwing: false)
            #expect(try moto.boto3("snapshot") == before, "at change \(step)")
        }
    }

    @Test(
        arguments: [
            FakeLambda.Fault.deadBefore, .deadAfter, .answer(403, "ExpiredTokenException"),
            .answer(403, "AccessDeniedException"), .answer(412, "PreconditionFailedException"),
        ]
    )
    func `a lasting fault at any change of a real client's run is undone`(
        fault: FakeLambda.Fault
    ) async throws {
        let moto = try MotoServer()
        defer { moto.stop() }
        _ = try moto.boto3("create")
        let before = try moto.boto3("snapshot")
        for step in 0..<7 {
            let transport = FaultyTransport { $0 >= step ? fault : nil }
            try await publish(moto, over: transport, throwing: true)
            #expect(try moto.boto3("snapshot") == before, "at change \(step)")
        }
    }

    /// Publishes two settings over a transport, and restores without its faults.
    private func publish(
        _ moto: MotoServer,
        over transport: FaultyTransport,
        throwing: Bool
    ) async throws {
        let folder = try TemporaryFolder()
        let surroundings = try Harness().surroundings
        let journal = try FileJournal.begin(at: folder.path(of: "journal.jsonl"))
        let run = try TemporaryVersions(
            of: try await Inspection(of: try api(moto)),
            api: try api(moto, over: transport),
            journal: journal,
            endpoint: moto.endpoint,
            surroundings: surroundings
        )
        let settings = [128, 1_024].map { MemorySetting(clamping: $0) }
        if throwing {
            await #expect(throws: DeploymentFailure.self) {
                try await run.publish(settings, copies: 1, report: { _ in })
            }
        } else {
            let aliases = try await run.publish(settings, copies: 1, report: { _ in })
            #expect(aliases.count == 2)
        }
        let restorer = try #require(
            Restorer(
                lines: try journal.recorded(),
                api: try api(moto),
                surroundings: surroundings
            )
        )
        #expect(try await restorer.restore() == [])
        try journal.finish()
    }

    @Test func `an alias is moved and moved back`() async throws {
        let moto = try MotoServer()
        defer { moto.stop() }
        _ = try moto.boto3("create")
        let api = try api(moto)
        let alias = try #require(try await api.aliases().first)
        var divided = alias
        divided.routing = AliasRouting(additionalVersionWeights: ["1": 0.5])
        _ = try await api.updateAlias(divided)
        #expect(try await api.aliases().first?.weights == ["1": 0.5])
        var whole = alias
        whole.revisionID = nil
        _ = try await api.updateAlias(whole)
        #expect(try await api.aliases().first?.weights == [:])
    }

    @Test func `a function that does not exist is AWS's own error and a sentence`() async throws {
        let moto = try MotoServer()
        defer { moto.stop() }
        let failure = await #expect(throws: CallFailure.self) {
            try await api(moto).configuration()
        }
        #expect(failure?.code == "ResourceNotFoundException")
        #expect(failure?.description.contains("Check the function's name") == true)
    }

    private func api(
        _ moto: MotoServer,
        over transport: any HTTPTransport = URLSessionTransport()
    ) throws -> LambdaAPI {
        let settings = AWSSettings(
            region: "eu-central-1",
            customEndpoint: try Endpoint(text: moto.endpoint)
        )
        let credentials = CredentialStore { () async throws(CredentialFailure) in
            AWSCredentials(accessKeyID: "testing", secretAccessKey: "testing", origin: "the test")
        }
        return LambdaAPI(
            function: try FunctionName(text: "resize"),
            caller: ServiceCaller(
                service: "lambda",
                settings: settings,
                credentials: credentials,
                transport: transport,
                surroundings: try Harness().surroundings
            )
        )
    }
}
