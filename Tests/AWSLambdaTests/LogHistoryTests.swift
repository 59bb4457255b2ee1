import AWSLambda
import Foundation
import LambdaPlatform
import Measurement
import Testing

struct LogHistoryTests {
    @Test(arguments: ["1e300", "-1", "nan", "inf"])
    func `a report with an impossible figure is none`(figure: String) {
        let sound =
            "REPORT RequestId: 1\tDuration: 7.00 ms\tBilled Duration: 7 ms\t"
            + "Memory Size: 256 MB\tMax Memory Used: 30 MB"
        #expect(PlatformReport(line: sound) != nil)
        for known in ["7.00 ms", "7 ms", "256 MB"] {
            let line = sound.replacing(known, with: "\(figure) \(known.suffix(2))")
            #expect(PlatformReport(line: line) == nil, "\(known)")
        }
    }

    @Test func `reports of both formats are read from a query's answer`() async throws {
        let polls = Counter()
        let transport = ScriptedTransport { request in
            let target = request.headers.first { $0.name == "X-Amz-Target" }?.value
            if target == "Logs_20140328.StartQuery" {
                let body = String(decoding: request.body, as: UTF8.self)
                #expect(body.contains(#""logGroupName":"\/aws\/lambda\/resize""#))
                return .json(#"{"queryId":"q-1"}"#)
            }
            #expect(target == "Logs_20140328.GetQueryResults")
            if polls.next() == 0 { return .json(#"{"results":[],"status":"Running"}"#) }
            return .json(Self.answer)
        }
        let history = LogHistory(caller: try Harness().caller("logs", over: transport))
        let (found, isTruncated) = try await history.invocations(
            logGroup: "/aws/lambda/resize",
            from: 0,
            to: 10
        )
        #expect(!isTruncated)
        #expect(found.map(\.memoryMB.megabytes) == [128, 512])
        #expect(found.map(\.durationMS) == [62.14, 147.156])
        #expect(found.map(\.cold) == [true, false])
        #expect(found.map(\.sequence) == [0, 1])
        #expect(found[0].startedAt == 1_782_431_981.096)
    }

    private static let answer = #"""
        {"status":"Complete","statistics":{"recordsMatched":3.0},"results":[
        [{"field":"@timestamp","value":"2026-06-25 23:59:41.096"},
         {"field":"@message","value":"REPORT RequestId: a\tDuration: 62.14 ms\tBilled Duration: 225 ms\tMemory Size: 128 MB\tMax Memory Used: 78 MB\tInit Duration: 162.08 ms\t\n"},
         {"field":"@ptr","value":"x"}],
        [{"field":"@timestamp","value":"2026-06-26 00:00:00.000"},
         {"field":"@message","value":"{\"type\":\"platform.report\",\"record\":{\"requestId\":\"b\",\"status\":\"success\",\"metrics\":{\"durationMs\":147.156,\"billedDurationMs\":148,\"memorySizeMB\":512,\"maxMemoryUsedMB\":91}}}"}],
        [{"field":"@message","value":"REPORT RequestId: damaged"}]]}
        """#
}
