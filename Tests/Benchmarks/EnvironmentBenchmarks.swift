import Foundation
import LambdaPlatform
import LocalLambda
import Measurement
import Testing

@Suite(
    .enabled(if: benchmarksAreWanted, "set LAMBDA_TUNER_BENCHMARKS=1"),
    .serialized
)
struct EnvironmentBenchmarks {
    @Test func `a thousand environments leave nothing behind`() async throws {
        let before = Remains.now()
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
        let after = Remains.now()
        #expect(after == before)
    }
}

/// What environments could leave behind on this machine.
struct Remains: Hashable {
    /// Control groups and temporary folders that bear this process's id, and loop devices in use.
    let names: [String]

    /// Mounts that this process sees.
    let mounts: Int

    /// Children of this process.
    let children: String

    /// Descriptors that this process has open.
    let descriptors: Int

    static func now() -> Remains {
        let files = FileManager.default
        let id = ProcessInfo.processInfo.processIdentifier
        func entries(_ path: String) -> [String] {
            (try? files.contentsOfDirectory(atPath: path)) ?? []
        }
        func text(_ path: String) -> String {
            (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        }
        let groups = entries("/sys/fs/cgroup")
            .flatMap { entries("/sys/fs/cgroup/\($0)/lambda-tuner") }
            .filter { $0.hasPrefix("\(id)-") }
        let folders = (entries("/var/tmp") + entries("/tmp"))
            .filter { $0.hasPrefix("lambda-tuner-\(id)-") }
        let devices = entries("/sys/block")
            .map { text("/sys/block/\($0)/loop/backing_file") }
            .filter { $0.contains("lambda-tuner-\(id)-") }
        return Remains(
            names: (groups + folders + devices).sorted(),
            mounts: text("/proc/self/mounts").split(separator: "\n").count,
            children: entries("/proc/self/task")
                .map { text("/proc/self/task/\($0)/children") }.joined(),
            descriptors: entries("/proc/self/fd").count
        )
    }
}
