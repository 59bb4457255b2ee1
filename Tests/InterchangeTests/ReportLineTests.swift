import Interchange
import LambdaPlatform
import Measurement
import Testing

/// Lines that Lambda wrote, from public logs of 2019 to 2026.
struct ReportLineTests {
    @Test func `a cold start has its init duration`() throws {
        let line =
            "REPORT RequestId: 581680ad-d7b2-45c3-9a7b-8a947fabf3b2\tDuration: 62.14 ms\t"
            + "Billed Duration: 225 ms\tMemory Size: 128 MB\tMax Memory Used: 78 MB\t"
            + "Init Duration: 162.08 ms"
        let invocation = try #require(try invocations(line).first)
        #expect(invocation.durationMS == 62.14)
        #expect(invocation.billedDurationMS == 225)
        #expect(invocation.memoryMB.megabytes == 128)
        #expect(invocation.maxMemoryUsedMB == 78)
        #expect(invocation.initDurationMS == 162.08)
        #expect(invocation.cold)
        #expect(invocation.status == .success)
        #expect(invocation.source == .recorded)
    }

    @Test(arguments: ["\t", "  ", " "])
    func `fields may be apart by tabs or spaces`(gap: String) throws {
        let fields = [
            "REPORT RequestId: e85978b8-96f3-4a0e-9511-c22672da4f02", "Duration: 1.44 ms",
            "Billed Duration: 20 ms", "Memory Size: 512 MB", "Max Memory Used: 16 MB",
            "Init Duration: 18.45 ms",
        ]
        let invocation = try #require(try invocations(fields.joined(separator: gap)).first)
        #expect(invocation.durationMS == 1.44)
        #expect(invocation.billedDurationMS == 20)
        #expect(invocation.initDurationMS == 18.45)
    }

    @Test func `a SnapStart restore counts as cold and leaves a caution`() throws {
        let line =
            "REPORT RequestId: 24addd09-6e64-49fb-b187-94ba9b60b59a Duration: 127.10 ms "
            + "Billed Duration: 154 ms Memory Size: 2048 MB Max Memory Used: 212 MB "
            + "Restore Duration: 325.93 ms Billed Restore Duration: 26 ms XRAY TraceId: "
            + "1-66d978e5-56c7378e556e94b5461da07c SegmentId: 29c3839e6ecb5895 Sampled: true"
        let function = try #require(try imported(line).functions.first)
        let invocation = try #require(function.invocations.first)
        #expect(invocation.durationMS == 127.10)
        #expect(invocation.initDurationMS == 325.93)
        #expect(invocation.cold)
        #expect(function.cautions.map(\.code) == ["snapstart"])
    }

    @Test(arguments: [
        ("180000.00 ms", "1280 MB", "1201 MB", "Status: timeout", InvocationStatus.timeout),
        (
            "376256.59 ms", "10239 MB", "10239 MB",
            "Status: error\tError Type: Runtime.OutOfMemory", .outOfMemory
        ),
        (
            "11.48 ms", "128 MB", "10 MB", "Status: error\tError Type: Runtime.InvalidEntrypoint",
            .error
        ),
        (
            "90.00 ms", "128 MB", "128 MB", "Status: error\tError Type: Runtime.ExitError",
            .outOfMemory
        ),
        ("90.00 ms", "128 MB", "50 MB", "Status: error\tError Type: Runtime.ExitError", .error),
    ])
    func `ways to fail are told apart`(
        duration: String,
        size: String,
        used: String,
        ending: String,
        status: InvocationStatus
    ) throws {
        let line =
            "REPORT RequestId: 806ab12b-e660-4a4a-8d9a-eee01e457f98\tDuration: \(duration)\t"
            + "Billed Duration: \(duration)\tMemory Size: \(size)\tMax Memory Used: \(used)\t"
        #expect(try invocations(line + ending).first?.status == status)
    }

    @Test func `an older log tells of a timeout after the report`() throws {
        let log = """
            START RequestId: 11111111-2222-3333-4444-555555555555 Version: $LATEST
            END RequestId: 11111111-2222-3333-4444-555555555555
            REPORT RequestId: 11111111-2222-3333-4444-555555555555\tDuration: 3003.17 ms\t\
            Billed Duration: 3000 ms\tMemory Size: 128 MB\tMax Memory Used: 30 MB
            2021-03-04T05:06:07.890Z 11111111-2222-3333-4444-555555555555 Task timed out after 3.00 seconds
            """
        #expect(try invocations(log).map(\.status) == [.timeout])
    }

    @Test(arguments: [
        "2024-12-19T10:16:25.758000+00:00 2024/12/19/[$LATEST]0123456789abcdef ",
        "2024/12/19/[$LATEST]0123456789abcdef 2024-12-19T10:16:25.758000 ", "\u{1B}[32m",
    ])
    func `what tools print before a line is passed over`(prefix: String) throws {
        let line =
            prefix + "REPORT RequestId: 11111111-2222-3333-4444-555555555555 "
            + "Duration: 5.00 ms Billed Duration: 5 ms Memory Size: 256 MB Max Memory Used: 30 MB"
        #expect(try invocations(line).map(\.durationMS) == [5])
    }

    @Test func `the time before a line is kept`() throws {
        let line =
            "2024-12-19T10:16:25.758000 REPORT RequestId: x Duration: 5.00 ms "
            + "Billed Duration: 5 ms Memory Size: 256 MB Max Memory Used: 30 MB"
        // 1734603385 is what `date -u -d 2024-12-19T10:16:25 +%s` prints.
        let started = try #require(try invocations(line).first).startedAt
        #expect(abs(started - 1_734_603_385.758) < 1e-3)
    }

    @Test func `JSON logs are read with their metrics and not with their spans`() throws {
        let line =
            #"{"time":"2024-02-09T08:42:44.080Z","type":"platform.report","record":{"#
            + #""requestId":"af9c3624","status":"success","spans":[{"name":"x","durationMs":1}],"#
            + #""metrics":{"durationMs":147.156,"billedDurationMs":201,"memorySizeMB":512,"#
            + #""maxMemoryUsedMB":91,"initDurationMs":53.5}}}"#
        let invocation = try #require(try invocations(line).first)
        #expect(invocation.durationMS == 147.156)
        #expect(invocation.initDurationMS == 53.5)
        #expect(invocation.maxMemoryUsedMB == 91)
        #expect(invocation.memoryMB.megabytes == 512)
    }

    @Test func `the local emulator is refused by name`() {
        let line =
            "REPORT RequestId: 11111111-2222-3333-4444-555555555555\tInit Duration: 0.04 ms\t"
            + "Duration: 20.51 ms\tBilled Duration: 21 ms\tMemory Size: 3008 MB\t"
            + "Max Memory Used: 3008 MB\t"
        #expect(throws: ImportFailure.emulator(name: "link")) { try imported(line) }
    }

    @Test(arguments: [
        "REPORT RequestId: x\tDuration: fast ms\tBilled Duration: 5 ms\tMemory Size: 256 MB",
        "REPORT RequestId: x\tDuration: 5 furlongs\tBilled Duration: 5 ms\tMemory Size: 256 MB",
        "REPORT RequestId: x\tDuration: 5 ms\tBilled Duration: 5 ms",
        "REPORT RequestId: x\tDuration: 5 ms\tBilled Duration: 5 ms\tMemory Size: 12 MB",
        "REPORT RequestId: x\tDuration: -5 ms\tBilled Duration: 5 ms\tMemory Size: 256 MB",
    ])
    func `a damaged line is named and the rest is used`(damaged: String) throws {
        let sound =
            "REPORT RequestId: y\tDuration: 7.00 ms\tBilled Duration: 7 ms\t"
            + "Memory Size: 256 MB\tMax Memory Used: 30 MB"
        let result = try imported(sound + "\n" + damaged + "\n" + sound)
        #expect(result.functions.flatMap(\.invocations).map(\.durationMS) == [7, 7])
        #expect(result.problems.map(\.line) == [2])
    }
}
