#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Somewhere bytes come from, a chunk at a time.
protocol ByteSource {
    /// Fills as much of the buffer as there is at once; returns how much, 0 at the end.
    ///
    /// - Throws: ``ImportFailure/unreadable(name:reason:)``.
    mutating func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(ImportFailure) -> Int
}

/// A file, a pipe or standard input.
struct DescriptorSource: ByteSource {
    /// The open file.
    let descriptor: Int32

    /// What it is called in messages.
    let name: String

    func read(into buffer: UnsafeMutableBufferPointer<UInt8>) throws(ImportFailure) -> Int {
        while true {
            #if canImport(Darwin)
                let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 { return count }
            // A signal that only woke us is no end of the file.
            guard errno == EINTR else {
                throw .unreadable(name: name, reason: String(cString: strerror(errno)))
            }
        }
    }
}

/// Bytes that are in memory already.
struct MemorySource: ByteSource {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    mutating func read(
        into buffer: UnsafeMutableBufferPointer<UInt8>
    ) throws(ImportFailure) -> Int {
        let count = min(rest.count, buffer.count)
        _ = buffer.update(fromContentsOf: rest.prefix(count))
        rest = rest.dropFirst(count)
        return count
    }
}
