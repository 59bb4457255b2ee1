import Estimation
import Foundation
import Interchange
import LambdaPlatform
import Measurement
import TestSupport
import Testing

struct ImportRobustnessTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    static let sound =
        "REPORT RequestId: 11111111-2222-3333-4444-555555555555\tDuration: 7.00 ms\t"
        + "Billed Duration: 7 ms\tMemory Size: 256 MB\tMax Memory Used: 30 MB"

    @Test func `a line of 3 MB is named and passed over`() throws {
        let long = String(repeating: "x", count: 3 << 20)
        let result = try imported("\(Self.sound)\n\(long)\n\(Self.sound)\n\(Self.sound)")
        #expect(result.functions.first?.seen == 3)
        #expect(result.problems.map(\.line) == [2])
    }

    /// Longer than what the format is told from (64 KB), than a record (1 MB), and than what a JSON
    /// document may have (32 MB).
    @Test(arguments: [200 << 10, 3 << 20, 33 << 20])
    func `a long first line that begins like JSON is no document`(count: Int) throws {
        let long = #"{"message":""# + String(repeating: "x", count: count) + #""}"#
        let result = try imported("\(long)\n\(Self.sound)\n\(Self.sound)\n")
        #expect(result.functions.first?.seen == 2)
        #expect(result.problems.map(\.line) == (count < 1 << 20 ? [] : [1]))
    }

    @Test func `a JSON document of more than 32 MB is refused`() throws {
        let row = #"{"@duration":"5","@memorySize":"1.28E8"}"#
        let count = (33 << 20) / (row.count + 1)
        for separator in [",", ",\n"] {
            let json = "[" + Array(repeating: row, count: count).joined(separator: separator) + "]"
            #expect(throws: ImportFailure.documentTooLarge(name: "link", megabytes: 32)) {
                try imported(json)
            }
        }
    }

    @Test func `bytes that are no UTF-8 do no harm`() throws {
        let bytes = [0xFF, 0xC0, 0x0A] + Array(Self.sound.utf8) + [0x0A, 0xED, 0xA0, 0x80]
        let path = try folder.write("log", bytes)
        let result = try ImportedInput.file(path: path).read(ImportOptions())
        #expect(result.functions.first?.seen == 1)
    }

    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/gzip"), "needs gzip"))
    func `gzip is read, and a cut-off file gives what came before`() throws {
        let text = String(repeating: Self.sound + "\n", count: 20_000)
        let path = try folder.write("log", text)
        let gzip = try Process.run(URL(filePath: "/usr/bin/gzip"), arguments: [path])
        gzip.waitUntilExit()
        let whole = try ImportedInput.file(path: path + ".gz").read(ImportOptions(keep: 100))
        #expect(whole.functions.first?.seen == 20_000)
        #expect(whole.problemCount == 0)

        let bytes = try Data(contentsOf: URL(filePath: path + ".gz"))
        let cut = try folder.write("cut.gz", Array(bytes.dropLast(20)))
        let part = try ImportedInput.file(path: cut).read(ImportOptions(keep: 100))
        #expect(part.problems.map(\.line) == [nil])
        #expect((part.functions.first?.seen ?? 0) > 0)
    }

    @Test func `beyond the limit a random choice is kept and told of`() throws {
        let lines = (1...5_000).map {
            Self.sound.replacing("7.00 ms", with: "\($0).00 ms").replacing("7 ms", with: "\($0) ms")
        }
        let function = try #require(
            try imported(lines.joined(separator: "\n"), keep: 500).functions.first
        )
        #expect(function.seen == 5_000)
        #expect(function.invocations.count == 500)
        #expect(function.cautions.map(\.code) == ["sampled-import"])
        // The mean of 500 drawn from 1…5,000 is 2,500.5 ± 61 (one standard error).
        let mean = function.invocations.map(\.durationMS).reduce(0, +) / 500
        #expect(abs(mean - 2_500.5) < 4 * 61)
    }

    @Test(arguments: [
        "{\"power\":", "[[[[", "[{\"@duration\":}]", "{\"stats\":[{\"value\":}]}",
        String(repeating: "[", count: 100_000), "{\"stateMachine\":{\"visualization\":\"x\"}}",
    ])
    func `damaged JSON is refused with its place`(json: String) {
        #expect(throws: ImportFailure.self) { try imported(json) }
    }

    @Test(arguments: ["", "a;b", "AAA;AAA;AAA", "gAA=;AAAA;AAAA", "!;!;!"])
    func `a damaged share link is refused`(hash: String) {
        #expect(throws: ImportFailure.self) { try ShareLink(text: ShareLink.page + hash) }
    }

    /// Cuts, flips and doubles bytes of sound inputs: whatever comes, there is a result or a
    /// sentence, and figures stay possible.
    @Test(arguments: 0..<40)
    func `no mutation of a sound input breaks the reader`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let sources = [
            Self.sound + "\n" + Self.sound, ImportFormatTests.link,
            "@duration,@memorySize\n\"5\",1.28E8\n",
            "{\"stats\":[{\"value\":128,\"averageDuration\":5}]}",
            #"{"type":"platform.report","record":{"metrics":{"durationMs":1,"memorySizeMB":128}}}"#,
        ]
        for _ in 0..<50 {
            let source = sources[Int(generator.next() % UInt64(sources.count))]
            var bytes = Array(source.utf8)
            for _ in 0...(generator.next() % 4) {
                let place = Int(generator.next() % UInt64(bytes.count))
                switch generator.next() % 3 {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: generator.next())
                case 1: bytes.insert(bytes[place], at: place)
                default: bytes.removeSubrange(place..<min(place + 3, bytes.count))
                }
                if bytes.isEmpty { bytes = [0x0A] }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            guard let result = try? imported(text) else { continue }
            for invocation in result.functions.flatMap(\.invocations) {
                #expect(invocation.durationMS >= 0 && invocation.durationMS.isFinite)
            }
        }
    }
}

struct ExportTests {
    /// Every field set, with figures that only the shortest exact form brings back.
    private func invocation(_ i: Int, using generator: inout SeededGenerator) -> Invocation {
        let cpuMS: Double? = i % 3 == 0 ? nil : Double.random(in: 0...1, using: &generator)
        let initMS: Double? = i % 5 == 0 ? 1e-7 : nil
        let isKilled = i % 7 == 0
        let errorType: String? = isKilled ? "Runtime.\"Out\",\nOfMemory" : nil
        let governor: GovernorKind? = i % 2 == 0 ? .cgroupV1 : nil
        let payload: String? = i % 3 == 0 ? "a,\"b\"" : nil
        let startedAt = 1_795_000_000.125 + Double(i)
        return Invocation(
            memoryMB: MemorySetting(clamping: 128 + i * 37),
            strategy: i % 2 == 0 ? .single : .dispatch,
            durationMS: Double.random(in: 0.001...90_000, using: &generator),
            billedDurationMS: Int.random(in: 1...90_000, using: &generator),
            cpuMS: cpuMS,
            throttledMS: 0.1 + 0.2,
            initDurationMS: initMS,
            maxMemoryUsedMB: 77.25,
            cold: i % 5 == 0,
            status: isKilled ? .outOfMemory : .success,
            errorType: errorType,
            source: .local,
            governor: governor,
            projected: i % 4 == 0,
            sequence: i,
            startedAt: startedAt,
            payload: payload,
            warmUp: i % 9 == 0,
            contention: 1.0 / 3,
            databaseMS: i % 4 == 0 ? 0.3 : nil,
            httpMS: i % 4 == 0 ? 2.0 / 3 : nil
        )
    }

    /// A run whose every sample has other fields.
    private func run(count: Int = 50) -> MeasuredRun {
        var generator = SeededGenerator(seed: 3)
        let invocations = (0..<count).map { invocation($0, using: &generator) }
        let record = RunRecord(
            toolVersion: "1",
            createdAt: 1.5,
            command: ["a b", "c"],
            function: FunctionDescription(name: "f\"<", kind: "workload"),
            plan: Plan(memory: [.smallest], strategies: [.single]),
            platform: .documented,
            architecture: .arm64,
            machine: nil,
            source: .local,
            governor: .cgroupV1,
            cautions: [Caution(code: "c", message: "m")],
            isComplete: true
        )
        return MeasuredRun(record: record, invocations: invocations)
    }

    @Test func `samples as JSON come back whole`() throws {
        let function = try #require(try imported(try SampleDocument(run()).text()).functions.first)
        #expect(function.invocations == run().invocations)
        #expect(function.record == run().record)
    }

    @Test func `samples as CSV come back whole`() throws {
        #expect(try invocations(SampleTable.text(run().invocations)) == run().invocations)
    }

    @Test(arguments: [
        "128,single,1,1e300,local,1", "128,single,1,1,local,1e300", "128,single,-1,1,local,1",
        "128,single,1e300,1,local,1", "99,single,1,1,local,1",
    ])
    func `a sample that cannot be is named and left out`(row: String) throws {
        let header = "memoryMB,strategy,durationMS,billedDurationMS,source,sequence"
        let result = try imported("\(header)\n\(row)\n128,single,1,1,local,2\n")
        #expect(result.functions.first?.invocations.map(\.sequence) == [2])
        #expect(result.problems.map(\.line) == [2])
    }

    @Test func `samples of a run folder come back whole`() throws {
        let folder = try TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let stored = RunFolder(url: URL(filePath: folder.path(of: "run")))
        try stored.create(run())
        #expect(try stored.read() == run())
        let path = stored.samplesURL.path
        let result = try ImportedInput.file(path: path).read(ImportOptions())
        #expect(result.functions.first?.invocations == run().invocations)
    }

    @Test func `a share link comes back as it was`() throws {
        let link = try ShareLink(text: ImportFormatTests.link)
        #expect(link.text == ImportFormatTests.link)
        let two = ShareLink(series: [
            ShareLink.Series(name: "x86_64", points: link.series[0].points),
            ShareLink.Series(name: "arm 64;#", points: link.series[0].points.dropLast()),
        ])
        #expect(try ShareLink(text: two.text) == two)
    }

    @Test func `power-tuning output comes back with the same means`() throws {
        let tariff = try Tariff(
            prices: PriceList.standard.prices(in: "us-east-1"),
            architecture: .x86_64
        )
        let result = try #require(PowerTuningResult(of: run(), strategy: .single, tariff: tariff))
        let read = try invocations(try result.text())
        #expect(read.map(\.durationMS) == result.stats.map(\.averageDurationMS))
        #expect(read.map(\.memoryMB.megabytes) == result.stats.map(\.memoryMB))
    }
}
