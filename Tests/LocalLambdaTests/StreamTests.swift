import Foundation
import LambdaPlatform
import Measurement
import Testing

@testable import LocalLambda

/// Answers that are sent while they are still being made.
@Suite(
    .enabled(if: TestMachine.canRun, "needs python3 and the built lambda-tuner beside the tests"),
    .serialized
)
struct StreamTests {
    /// What becomes of streams that a runtime of sockets sends, one for each piece of Python.
    private func answers(_ pieces: [String]) async throws -> [HostedEnvironment.Answer] {
        let runtime = """
            import http.client, os, sys, time
            c = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])
            base = '/2018-06-01/runtime/invocation/'
            def chunk(text): c.send(b'%x\\r\\n%s\\r\\n' % (len(text), text))
            def end(trailers=b''): c.send(b'0\\r\\n' + trailers + b'\\r\\n')
            while True:
                c.request('GET', base + 'next')
                r = c.getresponse()
                event = r.read().decode()
                id = r.getheader('Lambda-Runtime-Aws-Request-Id')
                c.putrequest('POST', base + id + '/response')
                piece, _, mode = event.partition('|')
                c.putheader('Lambda-Runtime-Function-Response-Mode', mode or 'streaming')
                c.putheader('Transfer-Encoding', 'chunked')
                c.putheader('Trailer', 'Lambda-Runtime-Function-Error-Type')
                c.endheaders()
                exec(piece)
                c.getresponse().read()
            """
        let folder = try TestPackage.folder([
            "bootstrap": "#!\(TestMachine.python)\n\(runtime)"
        ])
        defer { FileTree.remove(folder.path) }
        return try await TestPackage.answers(of: folder.path, to: pieces)
    }

    @Test func `a stream's first byte comes before its last, and both are told`() async throws {
        let answer = try #require(
            try await answers(["chunk(b'a'); time.sleep(0.05); chunk(b'b'); end()"]).first
        )
        #expect(answer.text == "ab" && answer.invocation.status == .success)
        let firstByteMS = try #require(answer.invocation.firstByteMS)
        #expect(firstByteMS > 0 && firstByteMS < answer.invocation.durationMS)
    }

    @Test func `a stream may be longer than an answer, and not longer than 200 MB`() async throws {
        let send = "for _ in range(%): chunk(b'x' * (1 << 20))\nend()"
        let answers = try await answers([
            send.replacing("%", with: "20"),
            "try:\n "
                + send.replacing("%", with: "210").replacing("\n", with: "\n ")
                + "\nexcept OSError: os._exit(0)",
        ])
        #expect(answers.map(\.invocation.status) == [.success, .error])
        #expect(answers.last?.invocation.errorType == "Function.ResponseSizeTooLarge")
        // Only as much is kept as any answer may have.
        #expect(answers.allSatisfy { $0.body.count <= RuntimeEndpoint.largestAnswer })
    }

    @Test(
        arguments: [
            (
                "chunk(b'a'); end(b'Lambda-Runtime-Function-Error-Type: Function.Broken\\r\\n')",
                "Function.Broken"
            ),
            ("chunk(b'a'); os._exit(1)", "Runtime.TruncatedResponse"),
            ("chunk(b'a'); end()|sometimes", "Runtime.InvalidResponseModeHeader"),
        ]
    )
    func `what goes wrong in the middle of a stream has Lambda's error type`(
        piece: String,
        errorType: String
    ) async throws {
        let answer = try #require(try await answers([piece]).first)
        #expect(answer.invocation.status == .error)
        #expect(answer.invocation.errorType == errorType)
    }

    @Test(.enabled(if: TestMachine.hasNode, "needs node"))
    func `a Node function streams as on Lambda`() async throws {
        let folder = try TestPackage.folder([
            "index.mjs": """
            export const handler = awslambda.streamifyResponse(async (event, stream, context) => {
              if (event === "early") throw new TypeError("before the first byte");
              const out = event === "http"
                ? awslambda.HttpResponseStream.from(stream, { statusCode: 201 }) : stream;
              out.write("one ");
              await new Promise((resolve) => setTimeout(resolve, 20));
              if (event === "late") throw new RangeError("after it");
              out.end("two");
            });
            """
        ])
        defer { FileTree.remove(folder.path) }
        let answers = try await TestPackage.answers(
            of: folder.path,
            to: [#""plain""#, #""http""#, #""early""#, #""late""#, #""plain""#]
        )
        #expect(
            answers.map(\.invocation.errorType) == [nil, nil, "TypeError", "RangeError", nil]
        )
        #expect(answers.first?.text == "one two" && answers.last?.text == "one two")
        let gap = String(repeating: "\0", count: 8)
        #expect(answers[1].text == #"{"statusCode":201}"# + gap + "one two")
        #expect(answers[3].invocation.firstByteMS ?? .infinity < answers[3].invocation.durationMS)
    }
}
