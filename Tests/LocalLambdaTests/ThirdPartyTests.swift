import Foundation
import LambdaPlatform
import Measurement
import Testing

@testable import LocalLambda

/// Functions that know nothing of this project, measured from end to end at two settings.
@Suite(
    .enabled(if: TestMachine.canRun, "needs python3 and the built lambda-tuner beside the tests"),
    .serialized
)
struct ThirdPartyTests {
    private let settings = [512, 1_792].map { MemorySetting(clamping: $0) }

    /// Every invocation of a package, as a run keeps them.
    private func measured(
        _ path: String,
        handler: String? = nil,
        event: String = "{}"
    ) async throws -> [Invocation] {
        let package = try FunctionPackage.open(path: path, handler: handler)
        defer { package.close() }
        let source = try await LocalSource.open(
            LocalConfiguration(
                function: package.function,
                event: { _ in Array(event.utf8) },
                launcher: [TestMachine.tuner, Launcher.verb],
                timeoutS: 60
            )
        )
        let plan = Plan(
            memory: settings,
            strategies: [.asIs],
            warmUps: 0,
            minimumInvocations: 2,
            maximumInvocations: 2
        )
        let record = RunRecord(
            toolVersion: "0",
            createdAt: 0,
            command: [],
            function: FunctionDescription(name: package.function.name, kind: "package"),
            plan: plan,
            platform: .standard,
            architecture: .host,
            machine: nil,
            source: .local,
            governor: source.governor
        )
        let measurer = Measurer(source: source, policy: RoundsPolicy(plan: plan), record: record)
        let result = try await measurer.measure(keep: { _ in }, report: { _ in })
        await source.close()
        return result.invocations
    }

    private func expectSuccess(_ invocations: [Invocation]) {
        #expect(invocations.count == 3 * settings.count)
        for invocation in invocations {
            #expect(invocation.status == .success, "\(invocation.errorType ?? "")")
            #expect((invocation.cpuMS ?? 1) > 0)
        }
        #expect(invocations.count(where: \.cold) == settings.count)
    }

    /// Mangum turns web applications into handlers; PyPI installs it with the other test clients.
    @Test(
        .enabled(
            if: TestMachine.hasModule("awslambdaric") && TestMachine.hasModule("mangum"),
            "needs awslambdaric and mangum"
        )
    )
    func `a web application under Mangum and AWS's own client`() async throws {
        let folder = try TestPackage.folder([
            "app.py": """
            from mangum import Mangum
            async def application(scope, receive, send):
                await send({"type": "http.response.start", "status": 200,
                            "headers": [[b"content-type", b"text/plain"]]})
                await send({"type": "http.response.body", "body": scope["path"].encode()})
            handler = Mangum(application, lifespan="off")
            """
        ])
        defer { try? FileManager.default.removeItem(at: folder) }
        let event = """
            {"version": "2.0", "routeKey": "$default", "rawPath": "/hello", "rawQueryString": "",
             "headers": {"host": "example.com"}, "isBase64Encoded": false,
             "requestContext": {"http": {"method": "GET", "path": "/hello", "sourceIp": "1.1.1.1",
              "protocol": "HTTP/1.1", "userAgent": "x"}, "stage": "$default"}}
            """
        expectSuccess(try await measured(folder.path, handler: "app.handler", event: event))
    }

    @Test(.enabled(if: TestMachine.hasModule("numpy"), "needs numpy"))
    func `linear equations with the native threads of numpy`() async throws {
        let folder = try TestPackage.folder([
            "lambda_function.py": """
            import numpy
            def lambda_handler(event, context):
                n = int(event["n"])
                generator = numpy.random.default_rng(1)
                a, x = generator.random((n, n)), generator.random(n)
                return bool(numpy.allclose(numpy.linalg.solve(a, a @ x), x))
            """
        ])
        defer { try? FileManager.default.removeItem(at: folder) }
        expectSuccess(try await measured(folder.path, event: #"{"n": 200}"#))
    }

    @Test(.enabled(if: TestMachine.hasNode, "needs node"))
    func `a Node function with the engine's own threads`() async throws {
        let folder = try TestPackage.folder([
            "index.js": """
            const { promisify } = require("node:util");
            const scrypt = promisify(require("node:crypto").scrypt);
            exports.handler = async (event) =>
              (await scrypt(event.password, "salt", 32, { N: 1024 })).toString("hex");
            """
        ])
        defer { try? FileManager.default.removeItem(at: folder) }
        expectSuccess(try await measured(folder.path, event: #"{"password": "x"}"#))
    }

    @Test(.enabled(if: TestMachine.hasCompiler, "needs cc"))
    func `a bootstrap compiled from C`() async throws {
        let folder = try TestPackage.folder(["bootstrap.c": Self.bootstrap])
        defer { try? FileManager.default.removeItem(at: folder) }
        let compiler = Process()
        compiler.executableURL = URL(filePath: "/usr/bin/cc")
        compiler.arguments = ["-O1", "-o", "bootstrap", "bootstrap.c"]
        compiler.currentDirectoryURL = folder
        try compiler.run()
        compiler.waitUntilExit()
        try #require(compiler.terminationStatus == 0)
        expectSuccess(try await measured(folder.path))
    }

    /// A runtime of sockets and string functions, which answers every event with itself.
    private static let bootstrap = """
        #define _GNU_SOURCE
        #include <arpa/inet.h>
        #include <stdio.h>
        #include <stdlib.h>
        #include <string.h>
        #include <unistd.h>
        static char in[65536], out[65536];
        static int receive(int s, char **body) {
            int n = 0;
            for (;;) {
                int got = read(s, in + n, sizeof in - 1 - n);
                if (got <= 0) return -1;
                in[n += got] = 0;
                char *end = strstr(in, "\\r\\n\\r\\n");
                char *length = strcasestr(in, "content-length:");
                if (!end || !length) continue;
                int size = atoi(length + 15);
                *body = end + 4;
                if (n - (*body - in) >= size) return size;
            }
        }
        int main(void) {
            char host[64];
            snprintf(host, sizeof host, "%s", getenv("AWS_LAMBDA_RUNTIME_API"));
            char *port = strchr(host, ':');
            *port++ = 0;
            struct sockaddr_in a = {AF_INET, htons(atoi(port))};
            inet_pton(AF_INET, host, &a.sin_addr);
            int s = socket(AF_INET, SOCK_STREAM, 0);
            if (connect(s, (struct sockaddr *)&a, sizeof a)) return 1;
            for (;;) {
                dprintf(s, "GET /2018-06-01/runtime/invocation/next HTTP/1.1\\r\\nHost: l\\r\\n\\r\\n");
                char *body, id[64] = "";
                int size = receive(s, &body);
                if (size < 0) return 1;
                sscanf(strcasestr(in, "lambda-runtime-aws-request-id:") + 30, " %63[^\\r]", id);
                int n = snprintf(out, sizeof out,
                    "POST /2018-06-01/runtime/invocation/%s/response HTTP/1.1\\r\\nHost: l\\r\\n"
                    "Content-Length: %d\\r\\n\\r\\n%.*s", id, size, size, body);
                if (write(s, out, n) != n || receive(s, &body) < 0) return 1;
            }
        }
        """
}
