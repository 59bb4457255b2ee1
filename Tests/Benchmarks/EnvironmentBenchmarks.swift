import Foundation
import LambdaPlatform
import LocalLambda
import Measurement
import TestSupport
import Testing

@Suite(
    .enabled(if: benchmarksAreWanted, "set LAMBDA_TUNER_BENCHMARKS=1"),
    .serialized
)
struct EnvironmentBenchmarks {
    @Test func `a thousand environments leave nothing behind`() async throws {
        // What the process itself opens on first use is no remnant of an environment.
        let first = try await LocalSource.open(RuntimeAPIBenchmarks.configuration)
        await first.close()
        let before = Remains.ofThisProcess()
        let open = Self.openDescriptors
        let source = try await LocalSource.open(RuntimeAPIBenchmarks.configuration)
        let clock = ContinuousClock()
        let start = clock.now
        for index in 0..<1_000 {
            // Three settings, so that environments end in another order than they began.
            let request = InvocationRequest(
                memory: MemorySetting(clamping: [1_792, 2_048, 3_584][index % 3]),
                strategy: .single,
                environment: .fresh
            )
            let invocation = try await source.invoke(request)
            #expect(invocation.status == .success && invocation.cold)
        }
        let each = (clock.now - start) / .milliseconds(1_000)
        await source.close()
        print("start, INIT, one invocation and end of an environment: \(each) ms")
        let after = Remains.ofThisProcess()
        #expect(after == before)
        #expect(Self.openDescriptors == open)
        #expect(Self.children.isEmpty)
    }

    private static var openDescriptors: Int {
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    }

    private static var children: String {
        let threads = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")
        return (threads ?? []).compactMap { thread in
            try? String(contentsOfFile: "/proc/self/task/\(thread)/children", encoding: .utf8)
        }.joined()
    }
}
