import AWSLambda
import Foundation
import TestSupport
import Testing

/// The program itself against a function behind Lambda's documented API on loopback.
@Suite(.enabled(if: Program.isBuilt, "needs the lambda-tuner executable beside the tests"))
struct ProgramTests {
    @Test func `a deployed function is tuned within its budget and put back`() async throws {
        let lambda = FakeLambda()
        await lambda.configure { lambda in
            lambda.respond = { memoryMB, _ in Self.reply(memoryMB) }
        }
        let before = await lambda.state
        let server = try LoopbackServer(answering: { request in
            (try? await lambda.answer(request)) ?? HTTPResponse(status: 500)
        })
        defer { server.stop() }
        let home = try TemporaryFolder()
        let tune = try Program.start(
            ["aws", "tune", "resize", "--memory", "128,512,1792,3008", "--format", "json"],
            endpoint: "http://127.0.0.1:\(server.port)",
            home: home
        )
        let text = await tune.output()
        #expect(tune.process.terminationStatus == 0, "\(text)")
        #expect(text.contains("the budget of $1 is not exceeded"))
        #expect(text.contains(#""choice""#))
        #expect(await lambda.state == before)
        let journals = JournalFolder(path: home.path + "/state/lambda-tuner/aws-journals")
        #expect(journals.unfinished() == [])
        for secret in [Harness.accessKey, Harness.secret] { #expect(!text.contains(secret)) }
    }

    @Test func `logs alone are enough for an answer, and nothing is changed or invoked`()
        async throws
    {
        let lambda = FakeLambda()
        let server = try LoopbackServer(answering: { request in
            let target = request.headers.first { $0.name.lowercased() == "x-amz-target" }?.value
            switch target {
            case "Logs_20140328.StartQuery": return .json(#"{"queryId":"q"}"#)
            case "Logs_20140328.GetQueryResults": return Self.history
            default: return (try? await lambda.answer(request)) ?? HTTPResponse(status: 500)
            }
        })
        defer { server.stop() }
        let home = try TemporaryFolder()
        let tune = try Program.start(
            ["aws", "tune", "resize", "--read-only", "--format", "json"],
            endpoint: "http://127.0.0.1:\(server.port)",
            home: home
        )
        let text = await tune.output()
        #expect(tune.process.terminationStatus == 0, "\(text)")
        #expect(text.contains(#""choice""#))
        // A client that waited too long asks again.
        let calls = Set(await lambda.log.map { "\($0.method) \($0.path)" })
        #expect(calls == ["GET /2015-03-31/functions/resize/configuration"])
    }

    /// Reports of the function at three settings, as a query of CloudWatch Logs answers them.
    private static var history: HTTPResponse {
        let rows = [128, 512, 1_792].flatMap { memoryMB in
            (0..<4).map { index in
                let duration = 300 * 1_792 / Double(memoryMB) * (1 + 0.01 * Double(index))
                let message =
                    "REPORT RequestId: a\\tDuration: \(duration) ms\\tBilled Duration: "
                    + "\(Int(duration.rounded(.up))) ms\\tMemory Size: \(memoryMB) MB\\t"
                    + "Max Memory Used: 40 MB"
                return #"[{"field":"@timestamp","value":"2026-06-25 23:59:41.096"},"#
                    + #"{"field":"@message","value":"\#(message)"}]"#
            }
        }
        return .json(#"{"status":"Complete","results":[\#(rows.joined(separator: ","))]}"#)
    }

    /// A function that computes for 300 ms on one whole vCPU.
    private static func reply(_ memoryMB: Int) -> HTTPResponse {
        let duration = 300 * 1_792 / min(Double(memoryMB), 1_792)
        let line =
            "REPORT RequestId: a\tDuration: \(duration) ms\tBilled Duration: "
            + "\(Int(duration.rounded(.up))) ms\tMemory Size: \(memoryMB) MB\tMax Memory Used: 40 MB"
        let tail = Data(line.utf8).base64EncodedString()
        return .json("{}", headers: [Field("X-Amz-Log-Result", tail)])
    }
}
