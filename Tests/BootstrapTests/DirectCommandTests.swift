import Foundation
import TestSupport
import Testing

private let bootstrap = BuiltProgram("workload-bootstrap")

private let compiler = "/usr/bin/cc"

/// The built program as people call it.
@Suite(.enabled(if: bootstrap != nil, "needs the built workload-bootstrap beside the tests"))
struct DirectCommandTests {
    private func run(
        _ arguments: String,
        environment: [String: String] = [:]
    ) async throws -> BuiltProgram.Outcome {
        try await #require(bootstrap).run(
            arguments.split(separator: " ").map(String.init),
            environment: environment
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
    ) async throws {
        let result = try await run(arguments)
        #expect(result.status == 1)
        #expect(result.output.isEmpty)
        #expect(result.errors.contains(name))
    }

    @Test(arguments: ["", "--workload", "--threads two --workload json", "--turbo 3"])
    func `arguments that make no sense end with status 2`(arguments: String) async throws {
        #expect(try await run(arguments).status == 2)
    }

    @Test func `a run prints its answer and its times`() async throws {
        let result = try await run(
            "--workload prime-sieve --size 1000 --strategy dispatch --threads 16"
        )
        #expect(result.status == 0)
        #expect(result.output.contains(#""answer":"168""#))
        #expect(result.output.contains("durationMS"))
    }

    #if os(Linux)
        /// A library that puts its own checksum in the place of zlib's.
        private static let brokenLibrary =
            "unsigned long crc32(unsigned long c, const void *b, unsigned n) { return 1; }"

        @Test(
            .enabled(if: FileManager.default.isExecutableFile(atPath: compiler), "needs cc")
        )
        func `a wrong answer is reported by name with status 1 and no time`() async throws {
            let folder = FileManager.default.temporaryDirectory
                .appending(path: "lambda-tuner-tests-\(UUID().uuidString)")
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true
            )
            defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
            let (source, library) = (folder.path + "/broken.c", folder.path + "/broken.so")
            try Data(Self.brokenLibrary.utf8).write(to: URL(filePath: source))
            let building = try Process.run(
                URL(filePath: compiler),
                arguments: ["-shared", "-fPIC", "-w", "-o", library, source]
            )
            building.waitUntilExit()
            let result = try await run(
                "--workload compression --size 1000 --strategy dispatch",
                environment: ["LD_PRELOAD": library]
            )
            #expect(result.status == 1)
            #expect(result.output.isEmpty)
            #expect(result.errors.contains("compression with dispatch computed 96000 bytes"))
            #expect(result.errors.contains("the known answer is 96000 bytes with checksum"))
        }
    #endif
}
