import Foundation
import LambdaPlatform
import LocalLambda
import Measurement
import Testing
import Workloads

/// One unthrottled profile of each strategy against invocations under real quotas.
@Suite(
    .enabled(if: benchmarksAreWanted, "set LAMBDA_TUNER_BENCHMARKS=1"),
    .enabled(if: usableProcessors() >= 2, "two processors are needed"),
    .serialized
)
struct ProfileBenchmarks {
    /// Settings with how often they are measured: what varies by its phase in a period more often.
    private static let settings = [
        (256, 2), (512, 3), (1_024, 5), (1_792, 5), (2_560, 7), (3_584, 5),
    ].map { (memory: MemorySetting(clamping: $0), invocations: $1) }

    private static let cases = WorkloadCatalog.facts.map(\.name)

    /// Each workload takes somewhat less than two minutes; name one with `--filter`.
    @Test(arguments: cases)
    func `one profile tells the durations at every setting up to two vCPUs`(
        workload: String
    ) async throws {
        let local = try await source(of: workload)
        let profiled = ProfiledSource(local)
        var errors: [Double] = []
        for strategy in WorkloadCatalog.strategies.map({ ThreadingStrategy(rawValue: $0.name) }) {
            let doubts = await profiled.profile([strategy])
            #expect(doubts.isEmpty)
            let profile = try #require(await profiled.profiles[strategy])
            var row = "| \(workload) | \(strategy) |"
            for (memory, invocations) in Self.settings {
                let measured = try await durationMS(local, memory, strategy, invocations)
                let predicted = profile.durationMS(
                    at: memory,
                    platform: .standard,
                    mostProcessors: usableProcessors()
                )
                errors.append(predicted / measured - 1)
                row += " \((100 * (predicted / measured - 1)).signed) |"
            }
            print(row)
        }
        await profiled.close()
        let sorted = errors.map(abs).sorted()
        let (middle, worst) = (sorted[sorted.count / 2], sorted[sorted.count - 1])
        print("\(workload): median \((100 * middle).signed) %, worst \((100 * worst).signed) %")
        #expect(middle <= 0.03)
        #expect(worst <= 0.08)
    }

    /// The median duration of warm invocations under the quota.
    private func durationMS(
        _ source: LocalSource,
        _ memory: MemorySetting,
        _ strategy: ThreadingStrategy,
        _ invocations: Int
    ) async throws -> Double {
        let request = InvocationRequest(memory: memory, strategy: strategy)
        _ = try await source.invoke(request)
        var durations: [Double] = []
        for _ in 0..<invocations { durations.append(try await source.invoke(request).durationMS) }
        durations.sort()
        let upper = durations[durations.count / 2]
        return (upper + durations[(durations.count - 1) / 2]) / 2
    }

    private func source(of workload: String) async throws -> LocalSource {
        let bootstrap = try #require(Self.program("workload-bootstrap"))
        let tuner = try #require(Self.program("lambda-tuner"))
        return try await LocalSource.open(
            LocalConfiguration(
                function: LocalFunction(
                    name: workload,
                    command: [bootstrap.path],
                    codeDirectory: bootstrap.deletingLastPathComponent().path
                ),
                event: { request in
                    Array(#"{"workload":"\#(workload)","strategy":"\#(request.strategy)"}"#.utf8)
                },
                launcher: [tuner.path, Launcher.verb]
            )
        )
    }

    /// A built program, beside the test bundle.
    private static func program(_ name: String) -> URL? {
        [Bundle.main.bundleURL, URL(filePath: CommandLine.arguments[0])]
            .flatMap { [$0, $0.deletingLastPathComponent()] }
            .map { $0.appending(path: name) }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}

extension Double {
    /// The number with its sign and one decimal.
    fileprivate var signed: String {
        (self < 0 ? "−" : "+") + magnitude.formatted(decimals: 1)
    }
}
