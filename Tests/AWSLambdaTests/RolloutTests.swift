import AWSLambda
import Foundation
import LambdaPlatform
import Synchronization
import Testing

struct RolloutTests {
    @Test func `an alias moves in steps to the new version and keeps it`() async throws {
        let harness = try Harness()
        let shares = Mutex<[Double]>([])
        await harness.lambda.configure { lambda in
            lambda.fault = { _, request in
                if request.path.hasSuffix("/aliases/live") {
                    shares.withLock { $0.append(Self.share(request)) }
                }
                return nil
            }
        }
        let outcome = try await roll(harness, readings: [VersionReading.healthy])
        #expect(outcome == .done(version: "3"))
        #expect(shares.withLock { $0 } == [0.1, 0.5, 0])
        let after = await harness.lambda.state
        #expect(after.aliases["live"]?.functionVersion == "3")
        #expect(after.versions["3"]?.memoryMB == 1_792)
        #expect(after.latest.memoryMB == 1_792)
        #expect(!FileManager.default.fileExists(atPath: harness.journalPath))
    }

    @Test(arguments: [
        VersionReading(invocations: 100, errors: 2, p95MS: 10, throttles: 0),
        VersionReading(invocations: 100, errors: 0, p95MS: 999, throttles: 0),
        VersionReading(invocations: 100, errors: 0, p95MS: 10, throttles: 1),
        VersionReading(invocations: 0, errors: 0, p95MS: nil, throttles: 0),
    ])
    func `a broken limit rolls back by itself`(reading: VersionReading) async throws {
        let harness = try Harness()
        let before = await harness.lambda.state
        // The first step is healthy, the second is not.
        let outcome = try await roll(harness, readings: [.healthy, reading])
        guard case .rolledBack(let reason, let left) = outcome else {
            Issue.record("it was not rolled back")
            return
        }
        #expect(reason.hasPrefix("at 50 %, "))
        #expect(left.isEmpty)
        #expect(await harness.lambda.state == before)
    }

    /// Configure, publish, three moves of the alias.
    @Test(arguments: 0...4, [FakeLambda.Fault.deadBefore, .deadAfter])
    func `a rollout that dies at any change is undone by restore`(
        step: Int,
        fault: FakeLambda.Fault
    ) async throws {
        let harness = try Harness()
        let before = await harness.lambda.state
        await harness.lambda.configure { lambda in
            lambda.fault = { index, _ in index == step ? fault : nil }
        }
        await #expect(throws: DeploymentFailure.self) {
            try await roll(harness, readings: [.healthy])
        }
        await harness.lambda.revive()
        try await harness.restore()
        #expect(await harness.lambda.state == before)
    }

    @Test func `aliases that cannot be moved are refused by name`() async throws {
        let harness = try Harness()
        await harness.lambda.configure { lambda in
            lambda.aliases["dev"] = AliasConfiguration(name: "dev", functionVersion: "$LATEST")
            lambda.aliases["old"] = AliasConfiguration(name: "old", functionVersion: "1")
            lambda.aliases["split"] = AliasConfiguration(
                name: "split",
                functionVersion: "2",
                routing: AliasRouting(additionalVersionWeights: ["1": 0.1])
            )
        }
        for (alias, refusal) in [
            ("nowhere", FunctionRefusal.unknownAlias("nowhere")), ("dev", .aliasOnLatest("dev")),
            ("old", .otherCode(alias: "old")), ("split", .aliasDivided("split")),
        ] {
            await #expect(throws: DeploymentFailure.refused(refusal)) {
                try await roll(harness, alias: alias, readings: [.healthy])
            }
        }
        #expect(await harness.lambda.changes == 0)
    }

    @Test func `a dry run shows every call and changes nothing`() async throws {
        let harness = try Harness()
        let before = await harness.lambda.state
        let shown = Mutex<[String]>([])
        let transport = DryRunTransport(reading: harness.lambda.transport) { line in
            shown.withLock { $0.append(line) }
        }
        let outcome = try await roll(
            harness,
            readings: [],
            over: transport,
            journal: DryRunJournal(),
            allowsSilence: true
        )
        #expect(outcome == .done(version: "NEW"))
        #expect(await harness.lambda.changes == 0)
        #expect(await harness.lambda.state == before)
        let changes = shown.withLock { $0 }.filter { $0.hasPrefix("change") }
        #expect(changes.count == 5)
        #expect(
            changes[0].contains(
                "PUT https://lambda.eu-central-1.amazonaws.com/2015-03-31/functions/resize/configuration"
            )
        )
        #expect(changes[0].contains(#""MemorySize":1792"#))
        #expect(changes[2].contains(#""AdditionalVersionWeights":{"NEW":0.1}"#))
        let text = shown.withLock { $0 }.joined(separator: "\n")
        for secret in [Harness.accessKey, Harness.secret, Harness.token] {
            #expect(!text.contains(secret))
        }
    }

    @Test func `steps that do not rise are refused`() {
        #expect(throws: RolloutPlan.Refusal.steps) {
            try RolloutPlan(
                alias: "live",
                memory: .largest,
                steps: [0.5, 0.1],
                watch: .seconds(60),
                limits: RolloutLimits()
            )
        }
    }

    private static func share(_ request: HTTPRequest) -> Double {
        let body = try? JSONDecoder().decode(AliasConfiguration.self, from: request.body)
        return body?.weights.values.first ?? 0
    }

    @discardableResult
    private func roll(
        _ harness: Harness,
        alias: String = "live",
        readings: [VersionReading],
        over transport: (any HTTPTransport)? = nil,
        journal: (any ChangeJournal)? = nil,
        allowsSilence: Bool = false
    ) async throws -> Rollout.Outcome {
        let api = try harness.api(over: transport)
        let asked = Counter()
        let cloudWatch = ScriptedTransport { _ in
            readings[min(asked.next(), readings.count - 1)].response
        }
        let metrics = VersionMetrics(
            caller: harness.caller("monitoring", over: transport ?? cloudWatch)
        )
        let plan = try RolloutPlan(
            alias: alias,
            memory: try MemorySetting(megabytes: 1_792),
            steps: [0.1, 0.5],
            watch: .seconds(60),
            limits: RolloutLimits(p95MS: 500, allowsSilence: allowsSilence)
        )
        let rollout = try Rollout(
            plan,
            of: try await Inspection(of: api),
            api: api,
            metrics: metrics,
            surroundings: harness.surroundings
        )
        let used = try journal ?? FileJournal.begin(at: harness.journalPath)
        defer { used.close() }
        return try await rollout.run(journal: used, endpoint: nil, report: { _ in })
    }
}

extension VersionReading {
    static let healthy = VersionReading(invocations: 50, errors: 0, p95MS: 100, throttles: 0)

    /// The reading as CloudWatch answers it.
    var response: HTTPResponse {
        let p95 = p95MS.map { "\($0)" } ?? ""
        return .json(
            """
            {"MetricDataResults":[{"Id":"invocations","Values":[\(invocations)]},\
            {"Id":"errors","Values":[\(errors)]},{"Id":"p95","Values":[\(p95)]},\
            {"Id":"throttles","Values":[\(throttles)]}]}
            """
        )
    }
}
