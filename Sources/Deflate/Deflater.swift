import CZlib

/// Compression into raw DEFLATE data by zlib; its memory is kept for the next data.
package struct Deflater: ~Copyable {
    /// On the heap, since zlib remembers where it is.
    private let stream: UnsafeMutablePointer<z_stream>

    /// Makes room to compress: about 268 KB.
    ///
    /// - Parameter level: from 1, the fastest, to 9, the smallest.
    /// - Throws: ``DeflateFailure/outOfMemory``.
    package init(level: Int) throws(DeflateFailure) {
        precondition((1...9).contains(level), "a level of compression that zlib does not have")
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let code = deflateInit2_(
            stream,
            Int32(level),
            Z_DEFLATED,
            DeflateFormat.raw.windowBits,
            Self.memoryLevel,
            Z_DEFAULT_STRATEGY,
            ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size)
        )
        guard code == Z_OK else {
            stream.deallocate()
            throw .outOfMemory
        }
        self.stream = stream
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// How much memory zlib takes for its tables.
    ///
    /// - Source: zlib.h, `deflateInit2`: 1 to 9, its own choice being 8.
    private static let memoryLevel: Int32 = 8

    /// The most bytes that so many bytes become.
    package static func mostBytes(for count: Int) -> Int {
        Int(compressBound(UInt(count)))
    }

    /// Compresses all of the input, of at most 4 GiB.
    ///
    /// - Returns: How many bytes it became; nil where the room is too small.
    package mutating func compress(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) -> Int? {
        guard let readable = UInt32(exactly: input.count) else { return nil }
        let writable = UInt32(clamping: output.count)
        deflateReset(stream)
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        )
        stream.pointee.avail_in = readable
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = writable
        guard deflate(stream, Z_FINISH) == Z_STREAM_END else { return nil }
        return Int(writable - stream.pointee.avail_out)
    }
}
