import Dispatch
import Foundation
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The samples of a run as they lie on disk, read by as many processors as there are.
struct SampleFile: Sendable {
    /// The invocations in the order of the lines.
    private(set) var invocations: [Invocation] = []

    /// The numbers of the lines that could not be read, counted from 1.
    private(set) var unreadableLines: [Int] = []

    /// How many lines there are.
    private var lines = 0

    /// The bytes from which on another processor is worth waking.
    private static let pieceBytes = 1 << 19

    /// Reads lines.
    ///
    /// - Edge cases: empty lines are passed over; a last line may lack its end.
    /// - Cost: about a microsecond a line.
    init(_ bytes: Data) {
        let processors = ProcessInfo.processInfo.activeProcessorCount
        let pieces = max(1, min(processors, bytes.count / Self.pieceBytes))
        let ends = Self.ends(of: pieces, in: bytes)
        let read = Mutex([SampleFile?](repeating: nil, count: pieces))
        DispatchQueue.concurrentPerform(iterations: pieces) { piece in
            let start = piece == 0 ? 0 : ends[piece - 1]
            let part = bytes.withUnsafeBytes {
                SampleFile(piece: UnsafeRawBufferPointer(rebasing: $0[start..<ends[piece]]))
            }
            read.withLock { $0[piece] = part }
        }
        for case let part? in read.withLock({ $0 }) { append(part) }
    }

    /// Reads the lines of one piece.
    private init(piece: UnsafeRawBufferPointer) {
        var reader = SampleLineReader()
        var start = 0
        while start < piece.count {
            let end = Self.lineEnd(from: start, in: piece)
            lines += 1
            if end > start {
                let line = UnsafeRawBufferPointer(rebasing: piece[start..<end])
                if let invocation = reader.invocation(in: line) {
                    if invocations.isEmpty {
                        invocations.reserveCapacity(piece.count / (end + 1) * 9 / 8)
                    }
                    invocations.append(invocation)
                } else {
                    unreadableLines.append(lines)
                }
            }
            start = end + 1
        }
    }

    /// Adds the piece that follows.
    private mutating func append(_ next: SampleFile) {
        if invocations.isEmpty {
            invocations = next.invocations
        } else {
            invocations += next.invocations
        }
        unreadableLines += next.unreadableLines.map { $0 + lines }
        lines += next.lines
    }

    /// Where pieces of about the same size end, each behind the end of a line.
    private static func ends(of pieces: Int, in bytes: Data) -> [Int] {
        bytes.withUnsafeBytes { buffer in
            (1...pieces).map { piece in
                guard piece < pieces else { return buffer.count }
                let nominal = buffer.count / pieces * piece
                return min(buffer.count, lineEnd(from: nominal, in: buffer) + 1)
            }
        }
    }

    /// The place of the next line break, or the end.
    private static func lineEnd(from start: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        guard let base = bytes.baseAddress, start < bytes.count,
            let found = memchr(base + start, 0x0A, bytes.count - start)
        else { return bytes.count }
        return UnsafeRawPointer(found) - base
    }
}
