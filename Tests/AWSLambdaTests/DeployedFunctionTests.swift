import AWSLambda
import Foundation
import LambdaPlatform
import Measurement
import Synchronization
import Testing

struct DeployedFunctionTests {
    private static let text = """
        START RequestId: 6f1 Version: 3\nEND RequestId: 6f1\nREPORT RequestId: 6f1\tDuration: 62.14 ms\t\
        Billed Duration: 225 ms\tMemory Size: 512 MB\tMax Memory Used: 78 MB\tInit Duration: 162.08 ms\t

        """
    private static let json = """
        s","message":"the tail may begin anywhere"}
        {"time":"2024-02-09T08:42:44.080Z","type":"platform.report","record":{"requestId":"6f1",\
        "status":"success","metrics":{"durationMs":147.156,"billedDurationMs":148,"memorySizeMB":512,\
        "maxMemoryUsedMB":91}}}

        """

    @Test func `a text report is read`() throws {
        let report = try #require(LogTail(text: Self.text).report)
        #expect(report.durationMS == 62.14)
        #expect(report.billedDurationMS == 225)
        #expect(report.memory.megabytes == 512)
        #expect(report.initDurationMS == 162.08)
        #expect(report.maxMemoryUsedMB == 78)
        #expect(report.status == .success)
    }

    @Test func `a JSON report is read behind a line cut in half`() throws {
        let report = try #require(LogTail(text: Self.json).report)
        #expect(report.durationMS == 147.156)
        #expect(report.billedDurationMS == 148)
        #expect(report.initDurationMS == nil)
    }

    @Test(arguments: [
        ("Status: timeout", InvocationStatus.timeout),
        ("Status: error\tError Type: Runtime.OutOfMemory", .outOfMemory),
        ("Status: error\tError Type: Runtime.ExitError", .outOfMemory),
        ("Status: error\tError Type: Function.Unknown", .error),
        ("XRAY TraceId: 1-2\tSegmentId: 3\tSampled: true", .success),
    ])
    func `the status is Lambda's own`(fields: String, status: InvocationStatus) {
        let line =
            "REPORT RequestId: a\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\t"
            + "Memory Size: 128 MB\tMax Memory Used: 128 MB\t\(fields)"
        #expect(PlatformReport(line: line)?.status == status)
    }

    @Test func `an invocation is what Lambda reports`() async throws {
        let harness = try Harness()
        let (source, budget) = try await source(harness, limit: "1", log: Self.text)
        let invocation = try await source.invoke(request(512))
        #expect(invocation.durationMS == 62.14)
        #expect(invocation.billedDurationMS == 225)
        #expect(invocation.cold)
        #expect(invocation.source == .aws)
        // 0.5 GB × 0.225 s at the price of eu-central-1, and one request.
        #expect(await budget.spent == Money(decimal: "0.00000207500375"))
        let request = try #require(await harness.lambda.log.last)
        #expect(request.query == [Field("Qualifier", "lambda-tuner-temporary-0123abcd-512-1")])
        #expect(request.headers.contains(Field("X-Amz-Log-Type", "Tail")))
        #expect(request.isDeliveredAtMostOnce)
    }

    @Test func `the budget is enforced before an invocation, not after`() async throws {
        let harness = try Harness()
        // At 512 MB a time-out of 3 s after an INIT of 10 s costs 0.000108533550…
        let (source, _) = try await source(harness, limit: "0.0001", log: Self.text)
        let sent = await harness.lambda.log.count
        await #expect(throws: SourceFailure.self) { try await source.invoke(request(512)) }
        #expect(await harness.lambda.log.count == sent)
    }

    @Test func `an invocation that may have run is paid for in full`() async throws {
        let harness = try Harness()
        let (source, budget) = try await source(harness, limit: "1", log: "")
        await #expect(throws: SourceFailure.self) { try await source.invoke(request(512)) }
        #expect(
            await budget.spent
                == DeployedFunction.worstCost(
                    timeout: .seconds(3),
                    memory: MemorySetting(clamping: 512),
                    tariff: try tariff()
                )
        )
    }

    @Test func `a function that fails was observed`() async throws {
        let harness = try Harness()
        let (source, _) = try await source(
            harness,
            limit: "1",
            log: Self.text,
            error: #"{"errorType":"ValueError","errorMessage":"bad"}"#
        )
        let invocation = try await source.invoke(request(512))
        #expect(invocation.status == .error)
        #expect(invocation.errorType == "ValueError")
    }

    @Test func `a cold start takes a version that was not used yet`() async throws {
        let harness = try Harness()
        let (source, _) = try await source(harness, limit: "1", log: Self.text)
        var fresh = request(512)
        fresh.environment = .fresh
        _ = try await source.invoke(fresh)
        _ = try await source.invoke(fresh)
        await #expect(throws: SourceFailure.self) { try await source.invoke(fresh) }
        let used = await harness.lambda.log.suffix(2).map { $0.query[0].value.suffix(2) }
        #expect(used == ["-1", "-2"])
    }

    @Test func `settings overlap, one setting never does, and the plan is carried out`()
        async throws
    {
        let harness = try Harness()
        let (source, _) = try await source(harness, limit: "1", log: nil)
        let plan = Plan(
            memory: [128, 512, 1_024].map { MemorySetting(clamping: $0) },
            strategies: [.single],
            minimumInvocations: 3,
            maximumInvocations: 3
        )
        let record = Harness.record(of: plan)
        let measurer = Measurer(
            source: source,
            policy: ColdStartsPolicy(RoundsPolicy(plan: plan), coldStarts: 2),
            record: record,
            width: 3
        )
        var kept: [Invocation] = []
        let (all, cautions) = try await measurer.measure(
            keep: { kept.append($0) },
            report: { _ in }
        )
        #expect(kept == all)
        #expect(cautions.isEmpty)
        #expect(all.map(\.sequence) == Array(0..<all.count))
        #expect(Set(all.map(\.memoryMB)).count == 3)
        // A cold start at each setting, a warm-up, three that count, and another cold start.
        #expect(all.count == 3 * (2 + 1 + 3))
        #expect(all.count(where: \.cold) == 6)
        #expect(all.count(where: \.countsAsWarm) == 9)
        let used = await harness.lambda.log.filter { $0.path.hasSuffix("/invocations") }
            .count { $0.query[0].value.hasSuffix("-2") }
        #expect(used == 3)
    }

    @Test func `an event over 6 MB is refused here`() {
        let bytes = Data(count: EventBook.mostBytes + 1)
        #expect(throws: EventBook.Refusal.tooLarge(name: "the event", bytes: 6_291_457)) {
            try EventBook(event: bytes)
        }
    }

    private func request(_ megabytes: Int) -> InvocationRequest {
        InvocationRequest(memory: MemorySetting(clamping: megabytes), strategy: .single)
    }

    private func tariff() throws -> Tariff {
        try Tariff(prices: PriceList.standard.prices(in: "eu-central-1"), architecture: .x86_64)
    }

    private func source(
        _ harness: Harness,
        limit: String,
        log: String?,
        error: String? = nil
    ) async throws -> (DeployedFunction, SpendingLimit) {
        let warm = Mutex<Set<String>>([])
        await harness.lambda.configure { lambda in
            lambda.respond = { memoryMB, request in
                let isCold = warm.withLock { $0.insert(request.query[0].value).inserted }
                let made =
                    "REPORT RequestId: a\tDuration: 100.00 ms\tBilled Duration: 100 ms\t"
                    + "Memory Size: \(memoryMB) MB\tMax Memory Used: 40 MB\t"
                    + (isCold ? "Init Duration: 50.00 ms\t" : "")
                let tail = Data((log ?? made).utf8).base64EncodedString()
                var headers = [Field("X-Amz-Log-Result", tail)]
                if error != nil { headers.append(Field("X-Amz-Function-Error", "Unhandled")) }
                return .json(error ?? "{}", headers: headers)
            }
        }
        let journal = try FileJournal.begin(at: harness.journalPath)
        let aliases = try await harness.publish([128, 512, 1_024], copies: 2, journal: journal)
        let budget = SpendingLimit(limit: try #require(Money(decimal: limit)))
        let source = DeployedFunction(
            api: try harness.api(),
            timeoutS: 3,
            aliases: aliases,
            events: try EventBook(event: Data("{}".utf8)),
            tariff: try tariff(),
            budget: budget
        )
        return (source, budget)
    }
}
