import Foundation
import LambdaPlatform
import Measurement
import Testing

@testable import LocalLambda

struct TracingTests {
    /// A subsegment of the X-Ray Developer Guide, "AWS X-Ray segment documents", shortened, with a
    /// query inside.
    private let document = """
        {"format": "json", "version": 1}
        {"trace_id": "1-581cf771-a006649127e371903a2de979", "id": "0f910026178b71eb",
         "parent_id": "07701a5bee12dae6", "type": "subsegment",
         "name": "scorekeep", "start_time": 1478293361.271, "end_time": 1478293361.449,
         "subsegments": [
           {"id": "2f9a", "name": "DynamoDB", "namespace": "aws", "start_time": 1478293361.3,
            "end_time": 1478293361.34, "aws": {"operation": "UpdateItem"}},
           {"id": "3f9a", "name": "names.example.com", "namespace": "remote",
            "start_time": 1478293361.33, "end_time": 1478293361.4,
            "http": {"request": {"url": "https://names.example.com/"}}}
         ]}
        """

    @Test func `calls are told apart, and time in two of them at once counts once`() throws {
        let segment = try #require(TracedSegment(datagram: Array(document.utf8)))
        #expect(segment.trace == "1-581cf771-a006649127e371903a2de979")
        #expect(segment.inside.map(\.wait) == [.database, .http])
        let waits = TracedWaits([segment])
        #expect(abs(waits.databaseMS - 40) < 0.01)
        // 70 ms of which 10 ms fall into the query.
        #expect(abs(waits.httpMS - 60) < 0.01)
    }

    @Test(arguments: ["", "\n", "{}\n{}", "{\"format\":\"json\"}\n[1]", "\u{0}\n\u{1}"])
    func `what is no segment is passed over`(text: String) {
        #expect(TracedSegment(datagram: Array(text.utf8)) == nil)
    }

    @Test func `a trace header has the form of X-Ray's`() throws {
        let header = TraceHeader(at: 1_478_293_361, isSampled: true)
        let form = /Root=1-581cf771-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=1/
        #expect(try form.wholeMatch(in: header.text) != nil)
    }

    @Test(
        .enabled(
            if: TestMachine.canRun && TestMachine.hasModule("aws_xray_sdk"),
            "needs aws-xray-sdk"
        ),
        arguments: TestMachine.ability.network ? [NetworkAccess.machine, .none] : [.machine]
    )
    func `AWS's own client splits an invocation into its phases`(network: NetworkAccess)
        async throws
    {
        let answers = try await TestPackage.python(
            """
            import http.client, http.server, sqlite3, threading
            from aws_xray_sdk.core import patch, xray_recorder
            patch(["httplib", "sqlite3"])
            class Slow(http.server.BaseHTTPRequestHandler):
                def do_GET(self):
                    time.sleep(0.05)
                    self.send_response(204)
                    self.end_headers()
            server = http.server.HTTPServer(("127.0.0.1", 0), Slow)
            threading.Thread(target=server.handle_request, daemon=True).start()
            connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
            connection.request("GET", "/")
            connection.getresponse().read()
            base = sqlite3.connect(":memory:")
            base.create_function("nap", 0, lambda: time.sleep(0.03))
            with xray_recorder.in_subsegment("work"):
                base.execute("select nap()")
            end = time.process_time() + 0.02
            while time.process_time() < end:
                pass
            return os.environ["AWS_XRAY_CONTEXT_MISSING"]
            """
        ) {
            $0.isTraced = true
            $0.network = network
        }
        let answer = try #require(answers.first)
        #expect(answer.text == #""LOG_ERROR""#)
        let http = try #require(answer.invocation.httpMS)
        let database = try #require(answer.invocation.databaseMS)
        #expect(http >= 49 && database >= 29)
        #expect(answer.invocation.durationMS >= http + database + 19)
    }
}
