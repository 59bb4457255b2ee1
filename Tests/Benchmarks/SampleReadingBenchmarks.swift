import Foundation
import LambdaPlatform
import Measurement
import Testing

/// Whether timings were asked for; they are no part of an ordinary test run.
let benchmarksAreWanted =
    ProcessInfo.processInfo.environment["LAMBDA_TUNER_BENCHMARKS"] == "1"

@Suite(.enabled(if: benchmarksAreWanted, "set LAMBDA_TUNER_BENCHMARKS=1"), .serialized)
struct SampleReadingBenchmarks {
    @Test func `sample lines are read at least four times faster than by the full decoder`() throws
    {
        let sample = Invocation(
            memoryMB: .smallest,
            strategy: .single,
            durationMS: 3_581.123456,
            billedDurationMS: 3_582,
            cpuMS: 251.25,
            source: .local,
            governor: .cgroupV1
        )
        let line = try JSONEncoder().encode(sample) + Data([0x0A])
        let folder = RunFolder(
            url: FileManager.default.temporaryDirectory.appending(
                path: "bench-\(UUID().uuidString)"
            )
        )
        defer { try? FileManager.default.removeItem(at: folder.url) }
        try folder.create(Self.record)
        let count = 100_000
        var bytes = Data(capacity: line.count * count)
        for _ in 0..<count { bytes.append(line) }
        try bytes.write(to: folder.samplesURL)

        let clock = ContinuousClock()
        var ratios: [Double] = []
        for _ in 0..<3 {
            var read = 0
            let fast = try clock.measure { read = try folder.read().invocations.count }
            #expect(read == count)
            let slow = try clock.measure {
                for _ in 0..<(count / 10) {
                    _ = try JSONDecoder().decode(Invocation.self, from: line.dropLast())
                }
            }
            ratios.append(10 * (slow / fast))
            print("100,000 samples in \(fast); by the decoder \(slow * 10)")
        }
        #expect(ratios.sorted()[1] >= 4)
    }

    private static let record = RunRecord(
        toolVersion: "0",
        createdAt: 0,
        command: [],
        function: FunctionDescription(name: "f", kind: "workload"),
        plan: Plan(memory: [.smallest], strategies: [.single]),
        platform: .standard,
        architecture: .x86_64,
        machine: nil,
        source: .local,
        governor: nil
    )
}
