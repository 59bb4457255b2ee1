import Foundation
import LambdaPlatform
import Measurement
import Testing

@testable import LocalLambda

/// Functions as people deploy them, run end to end.
@Suite(
    .enabled(if: TestMachine.canRun, "needs python3 and the built lambda-tuner beside the tests"),
    .serialized
)
struct PackageTests {
    private func folder(_ files: [String: String]) throws -> URL {
        try TestPackage.folder(files)
    }

    private func invoke(
        _ path: String,
        handler: String? = nil,
        event: String = #"{"n": 1}"#
    ) async throws -> Invocation {
        let answers = try await TestPackage.answers(of: path, handler: handler, to: [event])
        return try #require(answers.first).invocation
    }

    @Test func `a Python function runs from its folder`() async throws {
        let folder = try folder([
            "lambda_function.py": """
            import os
            def lambda_handler(event, context):
                assert event["n"] == 1 and context.get_remaining_time_in_millis() > 0
                open("/tmp/mark", "w").write("x")
                return os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
            """
        ])
        defer { try? FileManager.default.removeItem(at: folder) }
        let invocation = try await invoke(folder.path)
        #expect(invocation.status == .success)
        #expect(!FileManager.default.fileExists(atPath: "/tmp/mark"))
    }

    @Test func `a Python function runs from a zip`() async throws {
        let zip = URL(filePath: "/var/tmp/package-\(UUID().uuidString).zip")
        let bytes = Archives.bytes(
            #"add('app.py', 'import helper\ndef go(e, c): return helper.x')"#
                + "\n" + #"add('helper.py', 'x = 7')"#
        )
        try Data(bytes).write(to: zip)
        defer { try? FileManager.default.removeItem(at: zip) }
        #expect(try await invoke(zip.path, handler: "app.go").status == .success)
    }

    @Test(.enabled(if: TestMachine.hasNode, "needs node"))
    func `a Node function runs, asynchronous or with a callback`() async throws {
        let folder = try folder([
            "index.mjs": "export const handler = async (event) => ({ n: event.n });",
            "back.js": "exports.handler = (event, context, done) => done(null, event.n);",
            "bad.js": "exports.handler = () => { throw new TypeError('no'); };",
        ])
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(try await invoke(folder.path).status == .success)
        #expect(try await invoke(folder.path, handler: "back.handler").status == .success)
        let bad = try await invoke(folder.path, handler: "bad.handler")
        #expect(bad.status == .error && bad.errorType == "TypeError")
    }

    @Test func `a function's error carries its type, and a missing module fails INIT`() async throws
    {
        let folder = try folder([
            "app.py": "def go(event, context): raise KeyError('k')",
            "lost.py": "import nowhere_to_be_found",
        ])
        defer { try? FileManager.default.removeItem(at: folder) }
        let invocation = try await invoke(folder.path, handler: "app.go")
        #expect(invocation.status == .error && invocation.errorType == "KeyError")
        let failure = await #expect(throws: SourceFailure.self) {
            try await invoke(folder.path, handler: "lost.go")
        }
        #expect(failure?.description.contains("nowhere_to_be_found") == true)
    }

    @Test func `a jar without AWS's client is told what it needs`() throws {
        let bytes = Archives.bytes(
            "add('META-INF/MANIFEST.MF', b'Manifest-Version: 1.0'); add('a/B.class', b'x')"
        )
        let jar = URL(filePath: "/var/tmp/package-\(UUID().uuidString).jar")
        try Data(bytes).write(to: jar)
        defer { try? FileManager.default.removeItem(at: jar) }
        #expect(throws: PackageFailure.unsupportedJava) {
            try FunctionPackage.open(path: jar.path, handler: "a.B::handle")
        }
    }

    @Test(.enabled(if: TestMachine.hasJava, "needs java"))
    func `a Java function is started by AWS's client, with layers on its class path`() throws {
        let code = try folder(["META-INF/MANIFEST.MF": "", "a/B.class": ""])
        let client = "java/lib/aws-lambda-java-runtime-interface-client-2.8.3.jar"
        let layer = try folder([client: ""])
        defer { for folder in [code, layer] { FileTree.remove(folder.path) } }
        let package = try FunctionPackage.open(
            path: code.path,
            handler: "a.B::handle",
            layers: [layer.path]
        )
        defer { package.close() }
        let view = FunctionView(of: package.function, isIsolated: true)
        #expect(
            view.command(at: MemorySetting(clamping: 512)).dropFirst() == [
                "-XX:MaxHeapSize=445645k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", "a.B::handle",
            ]
        )
        #expect(
            view.variables["CLASSPATH"] == "/var/task:/var/task/lib/*:/opt/java/lib/*"
        )
    }

    @Test func `what is no function is refused with what to do`() throws {
        let empty = try folder([:])
        let folder = try folder([
            "bootstrap": "\u{7F}ELF\u{2}\u{1}\u{1}\0\0\0\0\0\0\0\0\0\u{2}\0\u{28}\0"
        ])
        defer {
            try? FileManager.default.removeItem(at: empty)
            try? FileManager.default.removeItem(at: folder)
        }
        #expect(throws: PackageFailure.missing(path: "/nowhere")) {
            try FunctionPackage.open(path: "/nowhere")
        }
        #expect(throws: PackageFailure.unrecognised(path: empty.path)) {
            try FunctionPackage.open(path: empty.path)
        }
        #expect(throws: PackageFailure.missingHandler(handler: "app.go")) {
            try FunctionPackage.open(path: empty.path, handler: "app.go")
        }
        #expect(
            throws: PackageFailure.wrongArchitecture(
                path: folder.path + "/bootstrap",
                built: "another processor"
            )
        ) {
            try FunctionPackage.open(path: folder.path)
        }
    }
}
