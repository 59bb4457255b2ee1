/// The format of an input, told from its beginning.
enum InputFormat {
    /// Log lines, REPORT lines and JSON logs among them.
    case lines

    /// A table; `hasHeader` says whether its first line names the columns.
    case csv(CSVLayout, hasHeader: Bool)

    /// One JSON document.
    case document

    /// Share links of aws-lambda-power-tuning, one or more.
    case links

    /// The samples of a run, one JSON object a line.
    case sampleLines

    /// The samples of a run as CSV, with the names of its columns.
    case sampleTable([String])
}

extension InputFormat {
    /// Looks at the beginning of an input.
    ///
    /// - Throws: ``ImportFailure/empty(name:)`` and ``ImportFailure/wideEncoding(name:)``.
    init(head: [UInt8], name: String) throws(ImportFailure) {
        guard !head.isEmpty else { throw .empty(name: name) }
        guard !head.starts(with: [0xFF, 0xFE]), !head.starts(with: [0xFE, 0xFF]) else {
            throw .wideEncoding(name: name)
        }
        self = head.withUnsafeBufferPointer { Self.format(of: $0) }
    }

    private static func format(of head: Bytes) -> InputFormat {
        let text = head.withoutMark
        guard let start = text.firstIndex(where: { $0 > Byte.space }) else { return .lines }
        let rest = text.part(start..<text.count)
        let line = rest.part(0..<(rest.nextNewline(from: 0) ?? rest.count))
        if line.first == Byte.openBracket { return isArray(line) ? .document : .lines }
        if line.first == Byte.openBrace { return objects(line) }
        // A REPORT line has the names of a header between its tabs.
        if line.firstPosition(of: "REPORT RequestId: ") != nil { return .lines }
        if line.firstPosition(of: "lambda-power-tuning.show/#") != nil { return .links }
        return table(line) ?? .lines
    }

    /// Whether a line that begins with a bracket begins an array: logs may begin with `[INFO]`.
    private static func isArray(_ line: Bytes) -> Bool {
        let next = line.dropFirst().first { $0 > Byte.space }
        return next == nil || next == Byte.openBrace || next == Byte.openBracket
            || next == Byte.closeBracket
    }

    /// A first line that is one whole object of a log begins lines of them.
    private static func objects(_ line: Bytes) -> InputFormat {
        var scanner = JSONScanner(line)
        var names: Set<String> = []
        do {
            try scanner.object { (name, scanner) throws(JSONScanner.Mistake) in
                names.insert(scanner.bytes.part(name).text)
                try scanner.skipValue()
            }
        } catch { return .document }
        if names.isSuperset(of: ["memoryMB", "durationMS", "strategy"]) { return .sampleLines }
        let documents: Set = [
            "power", "stats", "stateMachine", "output", "results", "events", "samples",
            "lambdaFunctionRecommendations", "recommendations", "configurations",
        ]
        return names.isDisjoint(with: documents) ? .lines : .document
    }

    private static func table(_ line: Bytes) -> InputFormat? {
        let header = line.last == Byte.carriageReturn ? line.part(0..<(line.count - 1)) : line
        let names = header.text.split(separator: ",", omittingEmptySubsequences: false)
            .map(String.init)
        if SampleTable.isHeader(names) { return .sampleTable(names) }
        if let layout = CSVLayout(header: header) { return .csv(layout, hasHeader: true) }
        return CSVLayout(unnamed: header).map { .csv($0, hasHeader: false) }
    }
}

extension Bytes {
    /// The bytes without the mark that some editors put before UTF-8.
    var withoutMark: Bytes {
        count >= 3 && self[0] == 0xEF && self[1] == 0xBB && self[2] == 0xBF
            ? part(3..<count) : self
    }
}
