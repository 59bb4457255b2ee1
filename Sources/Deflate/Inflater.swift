import CZlib

/// Decompression by zlib, a piece at a time; its memory is kept for the next data.
package struct Inflater: ~Copyable {
    /// How far one piece of work went.
    package struct Step: Hashable, Sendable {
        /// The bytes taken from the input.
        package let read: Int

        /// The bytes put out, those before damage included.
        package let written: Int

        /// What comes next.
        package let state: State
    }

    /// What comes next.
    package enum State: Hashable, Sendable {
        /// More input is needed, or more room.
        case goesOn

        /// The data are complete; what follows them was not read.
        case ended

        /// Nothing more can come.
        case failed(DeflateFailure)
    }

    /// On the heap, since zlib remembers where it is.
    private let stream: UnsafeMutablePointer<z_stream>

    /// Makes room to decompress data of a format: about 40 KB.
    ///
    /// - Throws: ``DeflateFailure/outOfMemory``.
    package init(_ format: DeflateFormat) throws(DeflateFailure) {
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, format.windowBits, ZLIB_VERSION, size) == Z_OK else {
            stream.deallocate()
            throw .outOfMemory
        }
        self.stream = stream
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Begins anew, with data that have nothing to do with the last.
    package mutating func restart() {
        inflateReset(stream)
    }

    /// Decompresses as much as the input and the room allow.
    ///
    /// - Edge cases: at most 4 GiB at a time; no room at all counts as damage.
    package mutating func decompress(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) -> Step {
        let readable = UInt32(clamping: input.count)
        let writable = UInt32(clamping: output.count)
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        )
        stream.pointee.avail_in = readable
        stream.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = writable
        let state: State =
            switch inflate(stream, Z_NO_FLUSH) {
            // The second says that there was nothing to read, or no room.
            case Z_OK, Z_BUF_ERROR: .goesOn
            case Z_STREAM_END: .ended
            case Z_MEM_ERROR: .failed(.outOfMemory)
            default: .failed(.malformed)
            }
        return Step(
            read: Int(readable - stream.pointee.avail_in),
            written: Int(writable - stream.pointee.avail_out),
            state: state
        )
    }
}

extension Inflater {
    /// The most bytes that one byte of DEFLATE data can become.
    ///
    /// - Source: zlib, "Technical Details": 1,032 to 1.
    private static let mostGrowth = 1_032

    /// All of some raw DEFLATE data, decompressed; what follows their end is passed over.
    ///
    /// - Throws: ``DeflateFailure/malformed``; ``DeflateFailure/tooLarge`` as soon as more than
    ///   `limit` bytes would come out; ``DeflateFailure/outOfMemory``.
    package static func bytes(
        of input: ArraySlice<UInt8>,
        limit: Int
    ) throws(DeflateFailure) -> [UInt8] {
        // One byte more than is allowed, so that too much can be told from enough.
        let room = min(max(limit, 0), mostGrowth * input.count) + 1
        var failure: DeflateFailure?
        let bytes = [UInt8](unsafeUninitializedCapacity: room) { output, count in
            input.withUnsafeBytes { input in
                do throws(DeflateFailure) {
                    count = try fill(UnsafeMutableRawBufferPointer(output), from: input)
                } catch {
                    failure = error
                }
            }
        }
        if let failure { throw failure }
        guard bytes.count <= limit else { throw .tooLarge }
        return bytes
    }

    /// Fills the output until the data end or no room is left; returns how many bytes came.
    private static func fill(
        _ output: UnsafeMutableRawBufferPointer,
        from input: UnsafeRawBufferPointer
    ) throws(DeflateFailure) -> Int {
        var inflater = try Inflater(.raw)
        var (read, written) = (0, 0)
        while written < output.count {
            let step = inflater.decompress(
                UnsafeRawBufferPointer(rebasing: input[read...]),
                into: UnsafeMutableRawBufferPointer(rebasing: output[written...])
            )
            read += step.read
            written += step.written
            switch step.state {
            case .ended: return written
            case .failed(let failure): throw failure
            case .goesOn:
                // Without progress the data have ended before they said so.
                guard step.read + step.written > 0 else { throw .malformed }
            }
        }
        return written
    }
}
