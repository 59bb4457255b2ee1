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
        // What the process itself opens on first use, such as the concurrency library's timer, is no
        // remnant of an environment.
        let first = try await LocalSource.open(RuntimeAPIBenchmarks.configuration)
        for index in 0..<3 { _ = try await first.invoke(Self.request(index)) }
        await first.close()
        let before = Remains.ofThisProcess()
        let open = Self.descriptors
        let source = try await LocalSource.open(RuntimeAPIBenchmarks.configuration)
        let clock = ContinuousClock()
        let start = clock.now
        for index in 0..<1_000 {
            let invocation = try await source.invoke(Self.request(index))
            #expect(invocation.status == .success && invocation.cold)
        }
        let each = (clock.now - start) / .milliseconds(1_000)
        await source.close()
        print("start, INIT, one invocation and end of an environment: \(each) ms")
        let after = Remains.ofThisProcess()
        #expect(after == before)
        #expect(Self.descriptors == open)
        #expect(Self.children.isEmpty)
    }

    /// Three settings, so that environments end in another order than they began.
    private static func request(_ index: Int) -> InvocationRequest {
        InvocationRequest(
            memory: MemorySetting(clamping: [1_792, 2_048, 3_584][index % 3]),
            strategy: .single,
            environment: .fresh
        )
    }

    /// How many descriptors this process holds of each kind of thing.
    private static var descriptors: [String: Int] {
        let files = FileManager.default
        let names = (try? files.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        let things = names.compactMap { name in
            // The one that the folder itself was listed through is gone by now.
            try? files.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)")
        }
        return Dictionary(things.map { ($0.filter { !$0.isNumber }, 1) }, uniquingKeysWith: +)
    }

    private static var children: String {
        let threads = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")
        return (threads ?? []).compactMap { thread in
            try? String(contentsOfFile: "/proc/self/task/\(thread)/children", encoding: .utf8)
        }.joined()
    }
}
