import Measurement

extension ReportLine {
    /// Reads the `platform.report` object in a line of a JSON log, wherever in the line it begins.
    ///
    /// - Edge cases: nil for any other line, and for one that is cut off or no JSON.
    /// - Source: AWS Lambda Developer Guide, "Lambda Telemetry API Event schema reference".
    init?(json line: Bytes) {
        guard line.firstPosition(of: "platform.report") != nil,
            let start = line.firstIndex(of: Byte.openBrace)
        else { return nil }
        var scanner = JSONScanner(line, at: start)
        var isReport = false
        do {
            try scanner.object { (name, scanner) throws(JSONScanner.Mistake) in
                switch scanner.bytes.part(name) {
                case let key where key.equals("type"):
                    isReport = scanner.bytes.part(try scanner.string()).equals("platform.report")
                case let key where key.equals("time"):
                    time = scanner.bytes.part(try scanner.string()).timestamp ?? .nan
                case let key where key.equals("record") && scanner.peek() == Byte.openBrace:
                    try takeRecord(&scanner)
                default:
                    try scanner.skipValue()
                }
            }
        } catch { return nil }
        guard isReport else { return nil }
        settleStatus()
    }

    private mutating func takeRecord(
        _ scanner: inout JSONScanner
    ) throws(JSONScanner.Mistake) {
        try scanner.object { (name, scanner) throws(JSONScanner.Mistake) in
            switch scanner.bytes.part(name) {
            case let key where key.equals("requestId"):
                request = Self.hash(scanner.bytes.part(try scanner.string()))
            case let key where key.equals("status"):
                let word = scanner.bytes.part(try scanner.string())
                status = word.equals("success") ? .success : Self.status(word.text)
            case let key where key.equals("errorType"):
                errorType = scanner.bytes.part(try scanner.string()).unescapedJSON
            case let key where key.equals("metrics") && scanner.peek() == Byte.openBrace:
                try takeMetrics(&scanner)
            default:
                try scanner.skipValue()
            }
        }
    }

    private static func status(_ word: String) -> InvocationStatus {
        InvocationStatus(rawValue: word) ?? .error
    }

    private mutating func takeMetrics(
        _ scanner: inout JSONScanner
    ) throws(JSONScanner.Mistake) {
        try scanner.object { (name, scanner) throws(JSONScanner.Mistake) in
            switch scanner.bytes.part(name) {
            case let key where key.equals("durationMs"): durationMS = try scanner.number()
            case let key where key.equals("billedDurationMs"):
                billedDurationMS = try scanner.number()
            case let key where key.equals("memorySizeMB"): memoryMB = try scanner.number()
            case let key where key.equals("maxMemoryUsedMB"):
                maxMemoryUsedMB = try scanner.number()
            case let key where key.equals("initDurationMs"):
                initDurationMS = try scanner.number()
            case let key where key.equals("restoreDurationMs"):
                restoreDurationMS = try scanner.number()
            default: try scanner.skipValue()
            }
        }
    }
}
