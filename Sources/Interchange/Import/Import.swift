package import Measurement

/// What came out of reading one input.
package struct ImportResult: Hashable, Sendable {
    /// The functions that were found.
    package var functions: [ImportedFunction]

    /// The first things that could not be used.
    package var problems: [ImportProblem]

    /// How many things could not be used.
    package var problemCount: Int

    /// Bytes read, after decompression.
    package var bytesRead: Int
}

/// How an input is to be read.
package struct ImportOptions: Hashable, Sendable {
    /// The function's name where the input does not tell; nil takes the file's.
    package var name: String?

    /// The threading strategy that the invocations are recorded under.
    package var strategy: ThreadingStrategy

    /// The most invocations kept of each setting and kind (warm, cold, failed).
    package var keep: Int

    package init(
        name: String? = nil,
        strategy: ThreadingStrategy = .single,
        keep: Int = 10_000
    ) {
        self.name = name
        self.strategy = strategy
        self.keep = keep
    }
}

/// Reads one input, whatever of the known formats it is in.
struct Importer<Source: ByteSource> {
    /// A JSON document larger than this is refused, in bytes: it would have to be held whole.
    static var documentLimit: Int { 32 << 20 }

    let name: String
    let options: ImportOptions
    var reader: RecordReader<Source>
    var log: LogReading
    var areMeans = false
    var own: [ImportedFunction] = []

    /// Reads from a source through a buffer of a capacity, in bytes, which no record may exceed.
    init(_ source: Source, name: String, options: ImportOptions, capacity: Int = 1 << 20) {
        self.name = name
        self.options = options
        reader = RecordReader(source, capacity: capacity)
        log = LogReading(
            collector: SampleCollector(limit: options.keep, strategy: options.strategy),
            problems: ProblemList(name: name)
        )
    }
}

extension Importer {
    /// Reads everything; `progress` is told the bytes read so far after each chunk.
    ///
    /// - Throws: ``ImportFailure``, and what `progress` throws.
    mutating func read(progress: (Int) throws -> Void) throws -> ImportResult {
        let head = try reader.head()
        switch try InputFormat(head: head, name: name) {
        case .lines: try readLines(progress)
        case .csv(let layout, let hasHeader):
            try readCSV(layout, skipsFirst: hasHeader, progress)
        case .document: try readDocument(progress)
        case .links: try readLinks()
        case .sampleLines: try readSampleLines(progress)
        case .sampleTable(let columns): try readSampleTable(columns, progress)
        }
        return try result()
    }

    private mutating func readLines(_ progress: (Int) throws -> Void) throws {
        var log = log
        try reader.forEachRecord(isQuoted: false, chunk: progress) { bytes, line in
            log.take(bytes, line: line)
        }
        self.log = log
    }

    private mutating func readCSV(
        _ layout: CSVLayout,
        skipsFirst: Bool,
        _ progress: (Int) throws -> Void
    ) throws {
        var log = log
        var isFirst = skipsFirst
        areMeans = layout.holdsMeans
        try reader.forEachRecord(isQuoted: true, chunk: progress) { bytes, line in
            defer { isFirst = false }
            guard !isFirst, !bytes.isEmpty else { return }
            let fields = CSVFields(bytes, separator: layout.separator)
            guard let report = layout.line(of: fields) else { return }
            let function = layout.function(of: fields)
            log.take(report, line: line, function: function)
            for expected in layout.expectations(of: fields) {
                log.take(expected, line: line, function: function)
            }
        }
        self.log = log
    }

    private mutating func readLinks() throws {
        let bytes = try reader.all(limit: Self.documentLimit)
        guard bytes.count <= Self.documentLimit else { throw tooLarge }
        var documents = DocumentReading(log: log)
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        for word in words { documents.take(try ShareLink(text: String(word))) }
        log = documents.log
        areMeans = true
    }

    private mutating func readDocument(_ progress: (Int) throws -> Void) throws {
        let bytes = try reader.all(limit: Self.documentLimit)
        let isWhole = bytes.count <= Self.documentLimit
        if isWhole, let run = SampleDocument(bytes) { return own.append(run.imported) }
        do {
            guard isWhole else { throw tooLarge }
            let (tree, repeatedNames) = try bytes.withUnsafeBufferPointer {
                try JSONTree.reading($0.withoutMark, name: name)
            }
            for place in repeatedNames {
                log.problems.add("at byte \(place) a name stands twice; the last one was used")
            }
            var documents = DocumentReading(log: log)
            try documents.take(tree, name: name)
            log = documents.log
            areMeans = documents.areMeans
        } catch let failure as ImportFailure {
            // The format was told from the beginning of a first line that is longer than that.
            guard bytes.beginsWithWholeObject ?? true else { throw failure }
            reader.handBack(bytes)
            try readLines(progress)
            if log.collector.count == 0 { throw failure }
        }
    }

    private var tooLarge: ImportFailure {
        .documentTooLarge(name: name, megabytes: Self.documentLimit >> 20)
    }
}

extension [UInt8] {
    /// Whether the first line is one whole JSON value; nil where that line does not end here.
    fileprivate var beginsWithWholeObject: Bool? {
        withUnsafeBufferPointer { bytes in
            guard let end = bytes.nextNewline(from: 0) else { return nil }
            var scanner = JSONScanner(bytes.withoutMark.part(0..<end))
            do throws(JSONScanner.Mistake) { try scanner.skipValue() } catch { return false }
            return true
        }
    }
}
