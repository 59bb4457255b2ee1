import Foundation
import LambdaPlatform
import LocalLambda
import Measurement
import TestSupport
import Testing

/// The program under test; empty where it was not built.
private let tuner = BuiltProgram("lambda-tuner")?.path ?? ""

@Suite(
    .enabled(if: benchmarksAreWanted, "set LAMBDA_TUNER_BENCHMARKS=1"),
    .serialized
)
struct RuntimeAPIBenchmarks {
    /// A trivial handler in a bootstrap's client.
    static let configuration = LocalConfiguration(
        function: LocalFunction(
            name: "spin",
            command: [tuner, Launcher.spinVerb],
            codeDirectory: URL(filePath: tuner).deletingLastPathComponent().path,
            isBuiltIn: true
        ),
        event: { _ in Array(#"{"cpuMS":0,"threads":1}"#.utf8) },
        launcher: [tuner, Launcher.verb]
    )

    /// AWS's own runtime interface emulator takes 0.80 ms at the client on this kind of machine.
    @Test func `a trivial invocation takes 150 microseconds in the median, 1 ms at the 99th`()
        async throws
    {
        let source = try await LocalSource.open(Self.configuration)
        // Two whole processors: no quota interferes.
        let request = InvocationRequest(
            memory: MemorySetting(clamping: 3_584),
            strategy: .single
        )
        var durations: [Double] = []
        for _ in 0..<1_000 { durations.append(try await source.invoke(request).durationMS) }
        await source.close()
        durations.removeFirst(10)
        durations.sort()
        let median = durations[durations.count / 2]
        let p99 = durations[durations.count * 99 / 100]
        print("Runtime API: median \(median * 1_000) µs, p99 \(p99 * 1_000) µs")
        #expect(median <= 0.15)
        #expect(p99 <= 1)
    }

    @Test(arguments: [FidelityPlan.short, .long])
    func `quotas are kept within two percent`(plan: FidelityPlan) async throws {
        for point in try await Fidelity.measure(plan, program: tuner) where !point.projected {
            print(
                "\(point.memoryMB), \(point.threads) threads, \(Int(plan.cpuMS)) ms CPU: "
                    + "\(point.errorPercent) %"
            )
            #expect(abs(point.errorPercent) <= 2)
        }
    }
}
