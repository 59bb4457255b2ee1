import Measurement

/// Reads the lines of a log: text or JSON, with or without what tools print before each line.
struct LogReading {
    /// What was taken.
    var collector: SampleCollector

    /// What could not be used.
    var problems: ProblemList

    /// REPORT lines of the local emulator, all refused.
    private(set) var emulatorLines = 0

    init(collector: SampleCollector, problems: ProblemList) {
        self.collector = collector
        self.problems = problems
    }
}

extension LogReading {
    /// Takes one line.
    mutating func take(_ bytes: Bytes, line number: Int, function: String = "") {
        if let line = ReportLine(text: bytes) ?? ReportLine(json: bytes) {
            take(line, line: number, function: function)
        } else {
            takeRemark(bytes)
            // Two files of different encodings in one: half of the bytes of UTF-16 are zero.
            if bytes.firstPosition(of: "R\0E\0P\0O\0R\0T\0") != nil {
                problems.add(line: number, "the report is in UTF-16 and the file is not")
            }
        }
    }

    /// Takes what a report says, unless it is the emulator's or lacks what is needed.
    mutating func take(_ line: ReportLine, line number: Int, function: String) {
        if isEmulated(line) {
            emulatorLines += 1
        } else if !line.isUsable {
            problems.add(line: number, "the report lacks a possible duration or memory size")
        } else if let conflict = line.conflict {
            problems.add(line: number, conflict)
        } else {
            collector.take(line, of: function)
        }
    }

    /// Whether the emulator wrote a line: INIT first, and all of the memory "used".
    ///
    /// Once one such line was seen, a warm line with all memory used is the emulator's as well.
    private func isEmulated(_ line: ReportLine) -> Bool {
        line.isMemoryFull && line.errorType == nil && (line.hasInitFirst || emulatorLines > 0)
    }

    /// Takes what older logs say beside the REPORT line: a timeout, or a process that was killed.
    private mutating func takeRemark(_ bytes: Bytes) {
        if let end = bytes.firstPosition(of: "Task timed out after ") {
            collector.mark(Self.word(in: bytes, before: end - 1), as: .timeout)
        } else if let end = bytes.firstPosition(of: "Error: Runtime exited with error") {
            let isKilled = bytes.firstPosition(of: "signal: killed") != nil
            let status: InvocationStatus = isKilled ? .outOfMemory : .failure
            collector.mark(Self.word(in: bytes, before: end - 1), as: status)
        }
    }

    private static func word(in bytes: Bytes, before end: Int) -> UInt64 {
        guard end > 0 else { return 0 }
        var start = end
        while start > 0, bytes[start - 1] != Byte.space, bytes[start - 1] != Byte.tab { start -= 1 }
        return ReportLine.hash(bytes.part(start..<end))
    }
}

/// What could not be used of an input: the first few by line, the others counted.
struct ProblemList {
    /// The input.
    let name: String

    /// The first problems.
    private(set) var first: [ImportProblem] = []

    /// How many there were.
    private(set) var count = 0

    private static let limit = 10

    init(name: String) {
        self.name = name
    }

    /// Notes a problem at a line, or with the input as a whole.
    mutating func add(line: Int? = nil, _ reason: String) {
        count += 1
        guard first.count < Self.limit else { return }
        first.append(ImportProblem(name: name, line: line, reason: reason))
    }
}
