import Foundation
import Interchange
import Testing

/// Reading a log against only looking at its bytes, on one core, turn by turn.
@Suite(.enabled(if: benchmarksAreWanted, "set LAMBDA_TUNER_BENCHMARKS=1"), .serialized)
struct ImportBenchmarks {
    private static let lines = 1_000_000
    private static let rounds = 5

    /// A log of REPORT lines as CloudWatch keeps them, every twentieth a cold start.
    private func log() throws -> URL {
        let file = FileManager.default.temporaryDirectory.appending(
            path: "\(UUID().uuidString).log"
        )
        var text = ""
        for i in 0..<Self.lines {
            let hex = String(i, radix: 16)
            let tail = String(repeating: "0", count: 12 - hex.count) + hex
            text +=
                "REPORT RequestId: 581680ad-d7b2-45c3-9a7b-\(tail)\tDuration: \(i % 900).\(i % 90 + 10)"
            text += " ms\tBilled Duration: \(i % 900 + 1) ms\tMemory Size: \(128 << (i % 5)) MB\t"
            text += "Max Memory Used: 78 MB\t"
            text += i % 20 == 0 ? "Init Duration: 162.08 ms\n" : "\n"
        }
        try Data(text.utf8).write(to: file)
        return file
    }

    @Test func `a million REPORT lines take less than a second of CPU time`() async throws {
        let file = try log()
        defer { try? FileManager.default.removeItem(at: file) }
        var seconds: [Double] = []
        var ratios: [Double] = []
        for _ in 0..<Self.rounds {
            let looking = try await cpuSeconds {
                let bytes = try Data(contentsOf: file)
                #expect(bytes.count(where: { $0 == 0x0A }) == Self.lines)
            }
            let reading = try await cpuSeconds {
                let result = try ImportedInput.file(path: file.path).read(ImportOptions())
                #expect(result.functions.map(\.seen) == [Self.lines])
            }
            seconds.append(reading)
            ratios.append(reading / looking)
        }
        let rate = Double(Self.lines) / median(seconds) / 1e6
        print("import: \(rate.formatted(decimals: 2)) million REPORT lines per CPU second, ")
        print("\(median(ratios).formatted(decimals: 2)) times as long as counting the newlines")
        #expect(rate >= 1)
    }

    /// Ten gigabytes through a pipe, so that no file of that size is needed; every line differs from
    /// its neighbours.
    @Test(.enabled(if: residentMegabytes() != nil, "needs /proc/self/statm"))
    func `ten gigabytes of REPORT lines need less than 100 MB`() async throws {
        let file = try log()
        defer { try? FileManager.default.removeItem(at: file) }
        let block = try Data(contentsOf: file)
        let rounds = (10 << 30) / block.count + 1
        let pipe = Pipe()
        let writer = Thread {
            for _ in 0..<rounds { pipe.fileHandleForWriting.write(block) }
            try? pipe.fileHandleForWriting.close()
        }
        let before = residentMegabytes() ?? 0
        var most = before
        writer.start()
        let seconds = try await wallSeconds {
            let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
            let result = try ImportedInput.file(path: path).read(ImportOptions(name: "f")) { _ in
                most = max(most, residentMegabytes() ?? 0)
            }
            #expect(result.bytesRead > 10 << 30)
            #expect(result.functions.map(\.seen) == [rounds * Self.lines])
        }
        let rate = Double(rounds * Self.lines) / seconds / 1e6
        print("import of 10 GB: \(rate.formatted(decimals: 2)) million lines per second, ")
        print("\((most - before).formatted(decimals: 1)) MB more than before")
        #expect(most - before < 100)
    }
}

/// The memory that the process holds, in MB; nil where the system does not tell it so.
private func residentMegabytes() -> Double? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
        let pages = text.split(separator: " ").dropFirst().first.flatMap({ Double($0) })
    else { return nil }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1_048_576
}
