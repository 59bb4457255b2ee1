import Interchange
import LambdaPlatform
import Measurement
import TestSupport
import Testing

/// Input that contradicts itself: the place is named, and the rest is used.
struct BadInputTests {
    private static let sound = ImportRobustnessTests.sound

    private func problems(besides damaged: String) throws -> [ImportProblem] {
        let result = try imported(Self.sound + "\n" + damaged + "\n" + Self.sound)
        #expect(result.functions.map(\.seen) == [2])
        return result.problems
    }

    /// Each line is sound in itself but for figures whose units cannot both be right.
    @Test(arguments: [
        "REPORT RequestId: x\tDuration: 70000.00 ms\tBilled Duration: 71 ms\tMemory Size: 256 MB",
        "REPORT RequestId: x\tDuration: 70.00 s\tBilled Duration: 71 ms\tMemory Size: 256 MB",
        "REPORT RequestId: x\tDuration: 7 ms\tBilled Duration: 8 ms\tMemory Size: 256 MB\t"
            + "Max Memory Used: 79000 MB",
        "REPORT RequestId: x\tDuration: 7 ms\tBilled Duration: 8 ms\tMemory Size: 256 MB\t"
            + "Max Memory Used: 79 GB",
    ])
    func `figures in conflicting units are named and left out`(line: String) throws {
        let problems = try problems(besides: line)
        #expect(problems.map(\.line) == [2])
        #expect(problems.map { $0.reason.contains("different units") } == [true])
    }

    @Test func `a column whose unit makes memory impossible is named line by line`() throws {
        let result = try imported("memory_gb,duration_ms\n1,10\n512,9\n2,8\n")
        let read = result.functions.flatMap(\.invocations)
        #expect(read.map(\.memoryMB.megabytes) == [1_024, 2_048])
        #expect(result.problems.map(\.line) == [3])
    }

    /// Just before a timeout Lambda reports a little more than it bills.
    @Test func `a timeout's odd milliseconds are no conflict`() throws {
        let line =
            "REPORT RequestId: x\tDuration: 3003.17 ms\tBilled Duration: 3000 ms\t"
            + "Memory Size: 256 MB\tMax Memory Used: 30 MB"
        #expect(try invocations(line).map(\.durationMS) == [3_003.17])
    }

    @Test func `a report in another encoding than its file is named`() throws {
        let wide = Self.sound.unicodeScalars.map { "\($0)\0" }.joined()
        #expect(try problems(besides: wide).map(\.line) == [2])
    }

    @Test func `Latin-1 in a log does no harm`() throws {
        let folder = try TemporaryFolder()
        let bytes = Array("caf".utf8) + [0xE9, 0x0A] + Array(Self.sound.utf8) + [0x20, 0xFF]
        let path = try folder.write("latin.log", bytes)
        let result = try ImportedInput.file(path: path).read(ImportOptions())
        #expect(result.functions.map(\.seen) == [1])
    }

    /// `{"stats":[{"value":128,` is 23 bytes long, and its quotation mark is the 24th.
    @Test func `a name that stands twice in a document is named by its byte`() throws {
        let json = #"{"stats":[{"value":128,"value":256,"averageDuration":5}]}"#
        let result = try imported(json)
        #expect(result.functions.flatMap(\.invocations).map(\.memoryMB.megabytes) == [256])
        #expect(result.problems.map { $0.reason.contains("byte 24 ") } == [true])
    }

    @Test func `a line of 100 MB is named and passed over in the memory of a buffer`() throws {
        let long = String(repeating: "x", count: 100 << 20)
        let result = try imported("\(Self.sound)\n\(long)\n\(Self.sound)")
        #expect(result.functions.first?.seen == 2)
        #expect(result.problems.map(\.line) == [2])
    }

    @Test func `tabs and spaces around cells are passed over`() throws {
        let csv = "memory \t, duration\n 128 ,\t5.5\n\t256, 2.25 \n"
        #expect(try invocations(csv).map(\.durationMS) == [5.5, 2.25])
    }

    /// A name may be anything; it stays as it is here, and whoever shows it makes it harmless.
    @Test func `a name with markup and escapes is only a name`() throws {
        let name = "<script>alert(1)</script>\u{1B}[2J"
        let csv = "function,memory,duration\n\"\(name)\",128,5\n"
        #expect(try imported(csv).functions.map(\.name) == [name])
    }
}
