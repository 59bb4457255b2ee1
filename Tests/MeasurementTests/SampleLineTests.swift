import Estimation
import Foundation
import LambdaPlatform
import Measurement
import TestSupport
import Testing

/// The fast reader of sample lines against the full decoder.
struct SampleLineTests {
    private func run(of lines: [String]) throws -> MeasuredRun {
        let temporary = try TemporaryFolder()
        defer { withExtendedLifetime(temporary) {} }
        let folder = RunFolder(url: URL(filePath: temporary.path(of: "run")))
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
        var random = SeededGenerator(seed: 7)
        let samples = (0..<1_000).map { sequence in
            Invocation(
                memoryMB: MemorySetting(clamping: Int.random(in: 128...10_240, using: &random)),
                strategy: Bool.random(using: &random) ? .single : .dispatch,
                durationMS: Double.random(in: 0...1e6, using: &random),
                billedDurationMS: Int.random(in: 1...900_000, using: &random),
                cpuMS: Bool.random(using: &random) ? Double.random(in: 0...1, using: &random) : nil,
                throttledMS: Double.random(in: 0...0.01, using: &random),
                status: Bool.random(using: &random) ? .success : .timeout,
                errorType: Bool.random(using: &random) ? "Runtime.\"quoted\" \u{1B}[31m" : nil,
                source: .local,
                governor: .cgroupV1,
                sequence: sequence,
                startedAt: 1.79e9 + Double(sequence) / 3,
                contention: Double(sequence) / 9_731
            )
        }
        let encoder = JSONEncoder()
        let lines = try samples.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
        #expect(try run(of: lines).invocations == samples)
    }

    @Test func `keys in another order, spaces and keys of a later version do not matter`() throws {
        let line =
            "{ \"warmUp\": false, \"strategy\" : \"single\", \"later\": [1, {\"a\": 2}], "
            + "\"status\": \"success\", \"startedAt\": 1.5e3, \"source\": \"local\", "
            + "\"sequence\": 7, \"projected\": false, \"new\": \"x\", \"memoryMB\": 128, "
            + "\"durationMS\": 0.1000000000000000055511151231257827, \"cold\": true, "
            + "\"billedDurationMS\": 1 }"
        let flat = line.replacing("[1, {\"a\": 2}]", with: "12345678901234567890")
        for text in [line, flat] {
            let sample = try #require(try run(of: [text]).invocations.first)
            #expect(sample.durationMS == 0.1)
            #expect(sample.startedAt == 1_500)
            #expect(sample.sequence == 7)
            #expect(sample.cold)
        }
    }

    /// Numbers near halfway between two others and at the ends of what is read at once; the wanted
    /// values are the C library's.
    @Test(arguments: [
        "900719925474099.3", "900719925474099.25", "0.3000000000000000444", "1795505985.9001713",
        "0.0000000000000000001", "999999999999999.9375", "-0.75", "1e-05", "0.010594595652173914",
        "12.5", "4503599627370497.5e-3", "0.1000000000000000055511151231257827",
    ])
    func `a number is read to its last bit`(text: String) throws {
        let line =
            "{\"billedDurationMS\":1,\"cold\":false,\"durationMS\":1,\"memoryMB\":128,"
            + "\"projected\":false,\"sequence\":1,\"source\":\"local\",\"startedAt\":\(text),"
            + "\"status\":\"success\",\"strategy\":\"single\",\"warmUp\":false}"
        let sample = try #require(try run(of: [line]).invocations.first)
        #expect(sample.startedAt == Double(text))
    }

    @Test(arguments: [
        "{", "{}", "[]", "null", "{\"memoryMB\":1}", "{\"memoryMB\":\"128\"}", "\u{0}",
        "{\"memoryMB\":1e999,\"strategy\":\"single\"}",
    ])
    func `a line that is no sample is left out`(line: String) throws {
        let sample = Invocation(
            memoryMB: .smallest,
            strategy: .single,
            durationMS: 1,
            billedDurationMS: 1,
            source: .local
        )
        let good = String(decoding: try JSONEncoder().encode(sample), as: UTF8.self)
        let run = try run(of: ["", line, good, ""])
        #expect(run.invocations == [sample])
        #expect(run.record.cautions.first?.message.contains("line 2") ?? false)
    }

    @Test func `samples of which none can be read are refused with a sentence`() throws {
        #expect(throws: RunFolder.Failure.self) { try run(of: ["{", "\u{1}"]) }
    }
}
