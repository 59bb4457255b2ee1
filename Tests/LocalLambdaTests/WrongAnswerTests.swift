import Foundation
import TestSupport
import Testing

/// The program with another bootstrap of the built-in workloads beside it, as people call it.
@Suite(
    .enabled(if: TestMachine.canRun, "needs python3 and the built lambda-tuner beside the tests"),
    .serialized
)
struct WrongAnswerTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A bootstrap that answers whatever it is told to, and says that it has checked it.
    private func bootstrap(answering answer: String) -> String {
        """
        #!\(TestMachine.python)
        import http.client, json, os
        base = '/2018-06-01/runtime/invocation/'
        c = http.client.HTTPConnection(os.environ['AWS_LAMBDA_RUNTIME_API'])
        while True:
            c.request('GET', base + 'next')
            r = c.getresponse()
            event = json.loads(r.read())
            event.update(answer='\(answer)', threads=1, verified=True)
            id = r.getheader('Lambda-Runtime-Aws-Request-Id')
            c.request('POST', base + id + '/response', json.dumps(event))
            c.getresponse().read()
        """
    }

    /// Runs the program in the folder, whose bootstrap answers as given.
    private func run(
        _ arguments: String,
        answering answer: String
    ) async throws -> BuiltProgram.Outcome {
        let program = URL(filePath: folder.path(of: "lambda-tuner"))
        let files = FileManager.default
        if !files.fileExists(atPath: program.path) {
            // The program looks for its bootstrap where its own file is.
            do {
                try files.linkItem(at: URL(filePath: TestMachine.tuner), to: program)
            } catch {
                try files.copyItem(at: URL(filePath: TestMachine.tuner), to: program)
            }
        }
        let path = try folder.write("workload-bootstrap", bootstrap(answering: answer))
        try files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return try await BuiltProgram(path: program.path).run(
            arguments.split(separator: " ").map(String.init),
            environment: ["HOME": folder.path]
        )
    }

    /// The number of primes up to 1,000 is 168 (OEIS A006880).
    @Test(arguments: ["--memory 1792", "--memory 1792 --strategy auto-profile"])
    func `a wrong answer is reported by name with status 1, and no sample is a success`(
        options: String
    ) async throws {
        let out = folder.path(of: "run")
        let result = try await run(
            "tune prime-sieve --size 1000 \(options) --plain --out \(out)",
            answering: "169"
        )
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("at 1792 MB gave a wrong answer"))
        let samples = try String(contentsOfFile: out + "/samples.jsonl", encoding: .utf8)
        #expect(samples.contains(#""errorType":"Function.WrongAnswer""#))
        #expect(!samples.contains(#""status":"success""#))
    }

    @Test func `the right answer is accepted`() async throws {
        let result = try await run(
            "tune prime-sieve --size 1000 --strategy single --memory 1792 --plain "
                + "--max-invocations 3 --out \(folder.path(of: "run"))",
            answering: "168"
        )
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test(arguments: [
        ("tune prime-sieve --strategy turbo", "'turbo'"),
        ("compare prime-sieve --strategy turbo", "'turbo'"),
        ("tune prime-sieve --size 0", "prime-sieve cannot run at size 0"),
        ("compare merge-sort --size 9223372036854775807", "size 9223372036854775807 needs more"),
        ("tune matrix-product --size 100000", "matrix-product at size 100000 needs more"),
    ])
    func `what cannot be run is refused by name with status 1`(
        arguments: String,
        name: String
    ) async throws {
        let result = try await run(arguments, answering: "168")
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(name))
    }
}
