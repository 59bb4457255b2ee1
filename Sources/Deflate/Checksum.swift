import CZlib

/// The checksum of gzip and zip: a cyclic redundancy check of 32 bits.
///
/// - Source: RFC 1952, section 8; worked out by zlib.
package struct Checksum: Hashable, Sendable, BitwiseCopyable {
    /// The 32 bits.
    package let value: UInt32

    /// The checksum of some bytes, of at most 4 GiB.
    package init(of bytes: UnsafeRawBufferPointer) {
        let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
        value = UInt32(truncatingIfNeeded: crc32(0, start, UInt32(clamping: bytes.count)))
    }

    private init(value: UInt32) {
        self.value = value
    }

    /// The checksum of this one's bytes with so many others after them, whose checksum is given.
    package func followed(by next: Checksum, of count: Int) -> Checksum {
        let both = crc32_combine(UInt(value), UInt(next.value), count)
        return Checksum(value: UInt32(truncatingIfNeeded: both))
    }
}
