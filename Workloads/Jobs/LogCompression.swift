import Deflate

/// Compresses a log in independent chunks, decompresses them again, and compares.
///
/// The answer is the checksum of what came out again, not the size of what was stored: versions of
/// zlib find other matches, and all of them are right.
struct LogCompression: Workload {
    static let facts = WorkloadFacts(
        name: "compression",
        summary: "compresses a log with DEFLATE, decompresses it and compares",
        complexity: "O(n) for n lines",
        split: "chunks of 512 lines (48 KiB), each compressed on its own",
        parallelFraction: 1,
        sizeUnit: "lines of 96 bytes",
        defaultSize: 100_000,
        sizes: 1...100_000_000,
        memory: ByteCount(constant: 1_000_000, perUnit: 1),
        known: knownAnswers
    )

    /// The number of lines.
    let size: Int

    private static let linesPerChunk = 512

    /// The level that gzip and zip use unless told otherwise.
    private static let level = 6

    func run(on team: Team) async -> WorkloadResult {
        let size = size
        let count = (size - 1) / Self.linesPerChunk + 1
        let chunks = SharedArray<Chunk?>(repeating: nil, count: count)
        await team.forEach(count) { range in
            do throws(DeflateFailure) {
                var bench = Workbench(
                    lines: Self.linesPerChunk,
                    deflater: try Deflater(level: Self.level),
                    inflater: try Inflater(.raw)
                )
                for chunk in range {
                    let first = chunk * Self.linesPerChunk
                    let lines = first..<min(first + Self.linesPerChunk, size)
                    chunks.base[chunk] = bench.passed(lines)
                }
            } catch {
                // Without memory the chunks stay missing, and the answer is refused.
                return
            }
        }
        return chunks.withElements { Self.result($0) }
    }

    /// A chunk that came out again as it went in.
    private struct Chunk: BitwiseCopyable {
        let checksum: Checksum
        let bytes: Int
        let compressed: Int
    }

    /// Sound if no chunk is missing and this log, which repeats itself, shrank to less than half;
    /// a few lines alone need not.
    private static func result(_ chunks: UnsafeMutableBufferPointer<Chunk?>) -> WorkloadResult {
        var (bytes, compressed) = (0, 0)
        var checksum: Checksum?
        for chunk in chunks {
            guard let chunk else { return WorkloadResult(answer: "none", holdsInvariant: false) }
            checksum =
                checksum?.followed(by: chunk.checksum, of: chunk.bytes) ?? chunk.checksum
            bytes += chunk.bytes
            compressed += chunk.compressed
        }
        return WorkloadResult(
            answer: "\(bytes) bytes with checksum \(checksum?.value ?? 0)",
            holdsInvariant: chunks.count == 1 || compressed < bytes / 2
        )
    }

    /// One thread's room for a chunk in each of its three states, and zlib's own.
    private struct Workbench: ~Copyable {
        private let text: UnsafeMutableRawBufferPointer
        private let compressed: UnsafeMutableRawBufferPointer
        private let again: UnsafeMutableRawBufferPointer
        private var deflater: Deflater
        private var inflater: Inflater

        init(lines: Int, deflater: consuming Deflater, inflater: consuming Inflater) {
            let bytes = lines * LogText.lineLength
            self.deflater = deflater
            self.inflater = inflater
            text = .allocate(byteCount: bytes, alignment: 8)
            compressed = .allocate(byteCount: Deflater.mostBytes(for: bytes), alignment: 8)
            again = .allocate(byteCount: bytes, alignment: 8)
        }

        deinit {
            text.deallocate()
            compressed.deallocate()
            again.deallocate()
        }

        /// Takes some lines through compression and back; nil unless they come back as they were.
        mutating func passed(_ lines: Range<Int>) -> Chunk? {
            let length = LogText.lineLength
            let bytes = lines.count * length
            guard let start = text.baseAddress?.assumingMemoryBound(to: UInt8.self) else {
                return nil
            }
            for line in lines {
                _ = LogText.write(line, to: start + (line - lines.lowerBound) * length)
            }
            let chunk = UnsafeRawBufferPointer(rebasing: text[..<bytes])
            guard let size = deflater.compress(chunk, into: compressed) else { return nil }
            inflater.restart()
            let step = inflater.decompress(
                UnsafeRawBufferPointer(rebasing: compressed[..<size]),
                into: again
            )
            let result = UnsafeRawBufferPointer(rebasing: again[..<step.written])
            guard step.state == .ended, step.read == size, result.elementsEqual(chunk) else {
                return nil
            }
            return Chunk(checksum: Checksum(of: result), bytes: bytes, compressed: size)
        }
    }

    private static let knownAnswers = [
        (1, "96 bytes with checksum 3788581741"),
        (1_000, "96000 bytes with checksum 2255236622"),
        (100_000, "9600000 bytes with checksum 4267296022"),
    ].map { size, answer in
        KnownAnswer(
            size: size,
            answer: answer,
            source: "Python's zlib, Tests/WorkloadsTests/Reference/answers.py"
        )
    }
}
