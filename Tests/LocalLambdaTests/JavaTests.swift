import Foundation
import LambdaPlatform
import Measurement
import Testing

@testable import LocalLambda

/// Java functions under a stand-in for AWS's runtime interface client.
///
/// The client comes from Maven alone; the stand-in is a class of the same name, which takes the same
/// argument and speaks the same API.
@Suite(
    .enabled(
        if: TestMachine.canRun && TestMachine.hasJavaCompiler,
        "needs javac, jar and the built lambda-tuner beside the tests"
    ),
    .serialized
)
struct JavaTests {
    @Test func `a jar is compiled, started with its handler, and answers`() async throws {
        let folder = try TestPackage.folder([
            "com/amazonaws/services/lambda/runtime/api/client/AWSLambda.java": Self.client,
            "example/Hello.java": """
            package example;
            public class Hello {
                public String greet(String event) {
                    if (event.contains("bad")) throw new IllegalStateException("no");
                    var heap = Runtime.getRuntime().maxMemory() >> 20;
                    return event + " " + heap + " " + System.getenv("_HANDLER");
                }
            }
            """,
        ])
        defer { FileTree.remove(folder.path) }
        let jar = folder.path + "/function.jar"
        try Self.run("javac -d classes $(find com example -name '*.java')", in: folder)
        try Self.run("jar cf function.jar -C classes .", in: folder)
        let answers = try await TestPackage.answers(
            of: jar,
            handler: "example.Hello::greet",
            to: [#"{"n":1}"#, #"{"n":2}"#, #"{"bad":1}"#],
            memoryMB: 1_024
        )
        let first = try #require(answers.first)
        #expect(first.invocation.status == .success && first.invocation.cold, "\(first.logLines)")
        let words = first.text.split(separator: " ")
        try #require(words.count == 3)
        // 85 % of the setting, of which the collector keeps a little for itself.
        #expect((820...871).contains(Int(words[1]) ?? 0))
        #expect(words.first == #"{"n":1}"# && words.last == "example.Hello::greet")
        #expect(answers[1].invocation.status == .success && !answers[1].invocation.cold)
        #expect(answers[2].invocation.errorType == "java.lang.IllegalStateException")
    }

    private static func run(_ command: String, in folder: URL) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = folder
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
    }

    private static let client = """
        package com.amazonaws.services.lambda.runtime.api.client;
        import java.net.URI;
        import java.net.http.*;
        public class AWSLambda {
            private static final HttpClient http = HttpClient.newHttpClient();
            private static final String base = "http://"
                + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/";
            private static HttpResponse<String> call(HttpRequest.Builder request) throws Exception {
                return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            }
            private static HttpRequest.Builder post(String path, String body) {
                return HttpRequest.newBuilder(URI.create(base + path))
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            }
            public static void main(String[] arguments) throws Exception {
                String[] handler = arguments[0].split("::");
                Object function = Class.forName(handler[0]).getDeclaredConstructor().newInstance();
                var method = function.getClass().getMethod(handler[1], String.class);
                while (true) {
                    var event = call(HttpRequest.newBuilder(URI.create(base + "next")));
                    var id = event.headers().firstValue("Lambda-Runtime-Aws-Request-Id").get();
                    try {
                        call(post(id + "/response", (String) method.invoke(function, event.body())));
                    } catch (java.lang.reflect.InvocationTargetException failure) {
                        call(post(id + "/error", "{}").header("Lambda-Runtime-Function-Error-Type",
                            failure.getCause().getClass().getName()));
                    }
                }
            }
        }
        """
}
