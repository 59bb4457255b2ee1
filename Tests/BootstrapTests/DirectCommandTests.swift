import Foundation
import Testing

private let bootstrap = [Bundle.main.bundleURL, URL(filePath: CommandLine.arguments[0])]
    .flatMap { [$0, $0.deletingLastPathComponent()] }
    .map { $0.appending(path: "workload-bootstrap") }
    .first { FileManager.default.isExecutableFile(atPath: $0.path) }

/// The built program as people call it.
@Suite(.enabled(if: bootstrap != nil, "needs the built workload-bootstrap beside the tests"))
struct DirectCommandTests {
    private func run(_ arguments: String) throws -> (status: Int32, output: String, error: String) {
        let process = Process()
        let (output, error) = (Pipe(), Pipe())
        process.executableURL = bootstrap
        process.arguments = arguments.split(separator: " ").map(String.init)
        process.environment = [:]
        process.standardOutput = output
        process.standardError = error
        try process.run()
        let printed = output.fileHandleForReading.readDataToEndOfFile()
        let complaint = error.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (
            process.terminationStatus,
            String(decoding: printed, as: UTF8.self),
            String(decoding: complaint, as: UTF8.self)
        )
    }

    @Test(arguments: [
        ("--workload mandelbrot --strategy dispatch --threads 0", "0 threads"),
        ("--workload mandelbrot --strategy dispatch --threads 10000", "10000 threads"),
        ("--workload mandelbrot --size 0", "mandelbrot cannot run at size 0"),
        ("--workload json --size -3", "json cannot run at size -3"),
        ("--workload merge-sort --size 9223372036854775807", "size 9223372036854775807 needs more"),
        ("--workload mandelbrot --strategy turbo", "'turbo'"),
        ("--workload mandelbrod", "'mandelbrod'"),
    ])
    func `what cannot be run is refused by name with status 1`(
        arguments: String,
        name: String
    ) throws {
        let result = try run(arguments)
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(result.error.contains(name))
    }

    @Test(arguments: ["", "--workload", "--threads two --workload json", "--turbo 3"])
    func `arguments that make no sense end with status 2`(arguments: String) throws {
        #expect(try run(arguments).status == 2)
    }

    @Test func `a run prints its answer and its times`() throws {
        let result = try run("--workload prime-sieve --size 1000 --strategy dispatch --threads 16")
        #expect(result.status == 0)
        #expect(result.output.contains(#""answer":"168""#))
        #expect(result.output.contains("durationMS"))
    }
}
