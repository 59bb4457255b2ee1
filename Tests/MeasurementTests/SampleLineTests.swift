import Foundation
import LambdaPlatform
import Measurement
import Testing

/// The fast reader of sample lines against the full decoder.
struct SampleLineTests {
    private func run(of lines: [String]) throws -> MeasuredRun {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "lines-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: url) }
        let folder = RunFolder(url: url)
        let plan = Plan(memory: [.smallest], strategies: [.single])
        try folder.create(
            RunRecord(
                toolVersion: "0",
                createdAt: 0,
                command: [],
                function: FunctionDescription(name: "f", kind: "workload"),
                plan: plan,
                platform: .standard,
                architecture: .x86_64,
                machine: nil,
                source: .local,
                governor: nil
            )
        )
        try Data(lines.joined(separator: "\n").utf8).write(to: folder.samplesURL)
        return try folder.read()
    }

    @Test func `a thousand random samples read the same as through the decoder`() throws {
        var random = SplitMix64(seed: 7)
        let samples = (0..<1_000).map { sequence in
            Invocation(
                memoryMB: MemorySetting(clamping: Int.random(in: 128...10_240, using: &random)),
                strategy: Bool.random(using: &random) ? .single : .dispatch,
                durationMS: Double.random(in: 0...1e6, using: &random),
                billedDurationMS: Int.random(in: 1...900_000, using: &random),
                cpuMS: Bool.random(using: &random) ? Double.random(in: 0...1, using: &random) : nil,
                status: Bool.random(using: &random) ? .success : .timeout,
                errorType: Bool.random(using: &random) ? "Runtime.\"quoted\" \u{1B}[31m" : nil,
                source: .local,
                governor: .cgroupV1,
                sequence: sequence,
                startedAt: 1.79e9 + Double(sequence) / 3
            )
        }
        let encoder = JSONEncoder()
        let lines = try samples.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
        #expect(try run(of: lines).invocations == samples)
    }

    @Test(arguments: [
        "", "{", "{}", "[]", "null", "{\"memoryMB\":1}", "{\"memoryMB\":\"128\"}", "\u{0}",
        "{\"memoryMB\":1e999,\"strategy\":\"single\"}",
    ])
    func `a line that is no sample is left out`(line: String) throws {
        #expect(try run(of: [line]).invocations.isEmpty)
    }
}
