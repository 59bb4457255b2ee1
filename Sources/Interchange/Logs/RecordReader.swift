/// Cuts a stream of bytes into lines or CSV records in constant memory.
///
/// One buffer holds the current chunk; a record longer than the buffer is left out and its line
/// named in ``longLines``.
struct RecordReader<Source: ByteSource> {
    private var source: Source
    private var buffer: [UInt8]
    private var filled = 0
    private var hasEnded = false
    private var handedBack: ArraySlice<UInt8> = []
    private var isDropping = false

    /// Lines begun so far.
    private(set) var line = 1

    /// Bytes read so far.
    private(set) var bytesRead = 0

    /// The first lines of records too long for the buffer.
    private(set) var longLines: [Int] = []

    /// Reads from a source with a buffer of a size, in bytes.
    init(_ source: Source, capacity: Int = 1 << 20) {
        self.source = source
        buffer = [UInt8](repeating: 0, count: capacity)
    }
}

extension RecordReader {
    /// Reads the first chunk and returns what it holds, without going past it.
    mutating func head() throws(ImportFailure) -> [UInt8] {
        while !hasEnded, filled < min(buffer.count, 1 << 16) { try fill() }
        return Array(buffer[0..<filled])
    }

    /// Reads everything there is, or a little more than a limit in bytes.
    mutating func all(limit: Int) throws(ImportFailure) -> [UInt8] {
        var everything: [UInt8] = []
        while true {
            everything += buffer[0..<filled]
            filled = 0
            if hasEnded || everything.count > limit { return everything }
            try fill()
        }
    }

    /// Takes back what ``all(limit:)`` gave, to be read again before what follows it.
    mutating func handBack(_ bytes: [UInt8]) {
        handedBack = bytes[...]
        bytesRead -= bytes.count
        hasEnded = false
    }

    /// Hands every record to the body, with the number of its first line.
    ///
    /// With `isQuoted` newlines between quotes belong to a record, as in CSV. `chunk` is told the
    /// bytes read so far after each chunk.
    ///
    /// - Throws: ``ImportFailure/unreadable(name:reason:)``, and what the bodies throw.
    mutating func forEachRecord(
        isQuoted: Bool,
        chunk: (Int) throws -> Void = { _ in },
        _ body: (Bytes, Int) throws -> Void
    ) throws {
        while true {
            let used = try split(isQuoted: isQuoted, body)
            keepRest(from: used)
            if hasEnded {
                if filled > 0, !isDropping { try finish(body) }
                return
            }
            try fill()
            try chunk(bytesRead)
        }
    }

    private mutating func fill() throws(ImportFailure) {
        var count = 0
        var failure: ImportFailure?
        let free = filled..<buffer.count
        if !handedBack.isEmpty {
            count = min(free.count, handedBack.count)
            buffer.replaceSubrange(filled..<(filled + count), with: handedBack.prefix(count))
            handedBack = handedBack.dropFirst(count)
            filled += count
            bytesRead += count
            return
        }
        buffer.withUnsafeMutableBufferPointer { all in
            do throws(ImportFailure) {
                count = try source.read(into: UnsafeMutableBufferPointer(rebasing: all[free]))
            } catch { failure = error }
        }
        if let failure { throw failure }
        hasEnded = count == 0
        filled += count
        bytesRead += count
    }

    private mutating func finish(_ body: (Bytes, Int) throws -> Void) throws {
        try buffer.withUnsafeBufferPointer { all in
            try body(all.part(0..<filled).withoutReturn, line)
        }
        filled = 0
    }

    /// Moves what no record has used to the front; gives up on a record that fills the buffer.
    private mutating func keepRest(from used: Int) {
        if used == 0, filled == buffer.count {
            if !isDropping { longLines.append(line) }
            isDropping = true
            filled = 0
        } else if used > 0 {
            buffer.withUnsafeMutableBufferPointer { all in
                _ = UnsafeMutableBufferPointer(rebasing: all[0..<(filled - used)])
                    .update(fromContentsOf: all[used..<filled])
            }
            filled -= used
        }
    }
}

extension RecordReader {
    /// Hands over the whole records in the buffer; returns how many bytes they used.
    private mutating func split(
        isQuoted: Bool,
        _ body: (Bytes, Int) throws -> Void
    ) throws -> Int {
        var start = 0
        var line = line
        var isDropping = isDropping
        try buffer.withUnsafeBufferPointer { all in
            let bytes = all.part(0..<filled)
            while let end = isQuoted && !isDropping
                ? bytes.recordEnd(from: start) : bytes.nextNewline(from: start)
            {
                if !isDropping { try body(bytes.part(start..<end).withoutReturn, line) }
                line += isQuoted ? bytes.part(start..<(end + 1)).newlineCount : 1
                isDropping = false
                start = end + 1
            }
        }
        self.line = line
        self.isDropping = isDropping
        return start
    }
}

extension Bytes {
    /// The position of the newline that ends the CSV record at a position.
    fileprivate func recordEnd(from position: Int) -> Int? {
        var isInQuotes = false
        var i = position
        while i < count {
            if self[i] == Byte.quote { isInQuotes.toggle() }
            if self[i] == Byte.newline, !isInQuotes { return i }
            i += 1
        }
        return nil
    }

    fileprivate var newlineCount: Int {
        reduce(0) { $0 + ($1 == Byte.newline ? 1 : 0) }
    }

    /// The bytes without the carriage return that Windows puts before a newline.
    fileprivate var withoutReturn: Bytes {
        last == Byte.carriageReturn ? part(0..<(count - 1)) : self
    }
}
