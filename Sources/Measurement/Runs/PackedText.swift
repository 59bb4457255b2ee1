/// A short text as two numbers, so that names and words are told apart by comparing numbers.
///
/// - Edge cases: of a text of more than sixteen bytes only the first sixteen and the length count,
///   so that it equals no shorter one.
struct PackedText: Hashable {
    private let low: UInt64
    private let high: UInt64

    /// The bytes that the whole text takes.
    let count: Int

    /// Whether every byte of the text is held.
    var isWhole: Bool { count <= 16 }

    /// Packs a part of a buffer.
    init(_ range: Range<Int>, of bytes: UnsafeRawBufferPointer) {
        count = range.count
        let first = Self.word(range, of: bytes)
        let rest = range.dropFirst(8)
        low = first
        high = rest.isEmpty ? 0 : Self.word(rest, of: bytes)
    }

    /// Packs a name that is known beforehand.
    init(_ name: String) {
        self = Array(name.utf8).withUnsafeBytes { PackedText(0..<$0.count, of: $0) }
    }

    /// The first eight bytes of a range, the first lowest; bytes beyond its end are 0.
    private static func word(_ range: Range<Int>, of bytes: UnsafeRawBufferPointer) -> UInt64 {
        let count = min(range.count, 8)
        if range.lowerBound + 8 <= bytes.count {
            let eight = bytes.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self)
            let word = UInt64(littleEndian: eight)
            return count == 8 ? word : word & ((1 << (8 * UInt64(count))) - 1)
        }
        var word: UInt64 = 0
        for offset in 0..<count {
            word |= UInt64(bytes[range.lowerBound + offset]) << (8 * UInt64(offset))
        }
        return word
    }
}
