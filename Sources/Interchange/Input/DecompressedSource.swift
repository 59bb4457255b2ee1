import Deflate

/// The bytes of another source, decompressed where they are gzip data and as they are where not.
///
/// Several gzip files one after another are read as one, as the gzip program does it; so are the
/// zeros that tapes leave at the end.
final class DecompressedSource<Base: ByteSource>: ByteSource {
    private enum Kind {
        case unknown
        case plain
        case gzip
    }

    /// Whether gzip data ended early or were damaged; what came before was given out.
    private(set) var isDamaged = false

    private var base: Base
    private var kind = Kind.unknown
    private var inflater: Inflater?
    private var isBetweenMembers = false
    private var input = [UInt8](repeating: 0, count: 1 << 16)
    /// The part of the input that was read and not yet used.
    private var waiting = 0..<0

    init(_ base: Base) {
        self.base = base
    }

    func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(ImportFailure) -> Int {
        guard !buffer.isEmpty else { return 0 }
        if kind == .unknown { try lookAtBeginning() }
        guard kind == .gzip else {
            return waiting.isEmpty ? try base.read(into: buffer) : takeWaiting(into: buffer)
        }
        while !isDamaged {
            if waiting.isEmpty, try fill() == 0 {
                isDamaged = !isBetweenMembers
                return 0
            }
            let written = decompress(into: UnsafeMutableRawBufferPointer(buffer))
            if written > 0 { return written }
        }
        return 0
    }
}

extension DecompressedSource {
    /// The first two bytes of gzip data.
    ///
    /// - Source: RFC 1952, section 2.3.1.
    private static var mark: [UInt8] { [0x1F, 0x8B] }

    private func lookAtBeginning() throws(ImportFailure) {
        while waiting.count < Self.mark.count, try fill() > 0 {}
        kind = input[waiting].starts(with: Self.mark) ? .gzip : .plain
        guard kind == .gzip else { return }
        do throws(DeflateFailure) {
            inflater = try Inflater(.gzip)
        } catch {
            isDamaged = true
        }
    }

    /// Reads more behind what waits; returns how much came, 0 at the end.
    private func fill() throws(ImportFailure) -> Int {
        let start = waiting.isEmpty ? 0 : waiting.upperBound
        var count = 0
        var failure: ImportFailure?
        input.withUnsafeMutableBufferPointer { all in
            do throws(ImportFailure) {
                let free = UnsafeMutableBufferPointer(rebasing: all[start...])
                count = try base.read(into: free)
            } catch { failure = error }
        }
        if let failure { throw failure }
        waiting = (waiting.isEmpty ? 0 : waiting.lowerBound)..<(start + count)
        return count
    }

    private func takeWaiting(into buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        let taken = waiting.prefix(buffer.count)
        _ = buffer.update(fromContentsOf: input[taken])
        waiting = taken.upperBound..<waiting.upperBound
        return taken.count
    }

    /// Decompresses what waits; returns how much came out, perhaps nothing yet.
    private func decompress(into output: UnsafeMutableRawBufferPointer) -> Int {
        if isBetweenMembers {
            while let first = waiting.first, input[first] == 0 { waiting = waiting.dropFirst() }
            guard !waiting.isEmpty else { return 0 }
            isBetweenMembers = false
            inflater?.restart()
        }
        let step = input.withUnsafeBytes { all in
            inflater?.decompress(UnsafeRawBufferPointer(rebasing: all[waiting]), into: output)
        }
        guard let step else { return 0 }
        waiting = waiting.dropFirst(step.read)
        switch step.state {
        case .goesOn: isDamaged = step.read + step.written == 0
        case .ended: isBetweenMembers = true
        case .failed: isDamaged = true
        }
        return step.written
    }
}
