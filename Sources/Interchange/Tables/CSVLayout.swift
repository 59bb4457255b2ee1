import Foundation
import LambdaPlatform
import Measurement

/// Which column of a CSV file means what, and in which unit.
struct CSVLayout {
    /// The byte between fields.
    let separator: UInt8

    private var columns: [Meaning: Int] = [:]
    private var durationFactor = 1.0
    private var memoryFactor = 1.0
    private var expected = ExpectedColumns()

    /// Whether each record is a mean over several invocations.
    private(set) var holdsMeans = false

    /// What a column can mean.
    enum Meaning: Hashable {
        case memory, duration, billed, initialisation, memoryUsed, time, request, message, function
        case status, errorType, restore, cold, failure
    }

    /// Reads a header.
    ///
    /// - Shape: names are compared without case, `@`, spaces and punctuation; a unit may follow.
    /// - Edge cases: nil unless there are columns for memory and duration, or one for log messages.
    init?(header: Bytes) {
        separator = CSVFields.separator(in: header)
        let fields = CSVFields(header, separator: separator)
        for column in fields.ranges.indices {
            let text = fields.text(column)
            expected.note(text, column)
            // Names have no figures in them; lines of a log do.
            guard !text.contains(where: \.isNumber) else { continue }
            let name = Self.plain(text)
            guard let meaning = Self.meaning(of: name), columns[meaning] == nil else { continue }
            columns[meaning] = column
            if meaning == .duration {
                durationFactor = Self.factor(ofDuration: name)
                holdsMeans = ["average", "avg", "mean"].contains(where: name.contains)
            }
            if meaning == .memory, name.hasSuffix("gb") { memoryFactor = 1_024 }
        }
        guard has(.memory) && has(.duration) || has(.message) else { return nil }
        // What aws-lambda-live-tuner writes of its runs: `memory,duration,cost`, one mean a line.
        let names = fields.ranges.indices.map { Self.plain(fields.text($0)) }
        holdsMeans = holdsMeans || names == ["memory", "duration", "cost"]
    }

    /// Reads a first line that is already two numbers: memory in MB and duration in ms.
    init?(unnamed record: Bytes) {
        separator = CSVFields.separator(in: record)
        let fields = CSVFields(record, separator: separator)
        guard fields.ranges.count == 2, fields.figure(0) != nil, fields.figure(1) != nil
        else { return nil }
        columns = [.memory: 0, .duration: 1]
    }

    private func has(_ meaning: Meaning) -> Bool { columns[meaning] != nil }

    private static func plain(_ name: String) -> String {
        String(name.lowercased().unicodeScalars.filter { ("a"..."z").contains($0) })
    }

    private static func factor(ofDuration name: String) -> Double {
        ["durations", "durationsec", "durationseconds", "seconds", "times"].contains(name)
            ? 1_000 : 1
    }
}

extension CSVLayout {
    /// The names by which columns are known, after ``plain(_:)``.
    private static let names: [Meaning: Set<String>] = [
        .memory: [
            "memory", "memorymb", "memorysize", "memorysizemb", "memorygb", "memoryinmb", "power",
            "powervalue", "value", "size", "sizemb", "recordmetricsmemorysizemb",
            "currentconfigurationmemorysize",
        ],
        .duration: [
            "duration", "durationms", "durationinms", "durationsec", "durations",
            "durationseconds", "seconds", "averageduration", "avgduration", "meanduration", "time",
            "timems", "ms", "recordmetricsdurationms", "utilizationmetricsdurationaverage",
        ],
        .billed: ["billedduration", "billeddurationms", "recordmetricsbilleddurationms"],
        .initialisation: ["initduration", "initdurationms", "recordmetricsinitdurationms"],
        .restore: ["restoreduration", "restoredurationms", "recordmetricsrestoredurationms"],
        .memoryUsed: [
            "maxmemoryused", "maxmemoryusedmb", "memoryused", "memoryusedmb",
            "recordmetricsmaxmemoryusedmb",
        ],
        .time: ["timestamp"],
        .request: ["requestid", "recordrequestid"],
        .message: ["message"],
        .function: ["log", "loggroup", "functionname", "function", "functionarn"],
        .status: ["status", "recordstatus"],
        .errorType: ["errortype", "recorderrortype"],
        .cold: ["coldstart", "cold", "iscold", "iscoldstart"],
        .failure: ["error", "errormessage"],
    ]

    private static func meaning(of name: String) -> Meaning? {
        names.first { $0.value.contains(name) }?.key
    }

    /// The invocation of a record: from its columns, or from the log message it holds.
    ///
    /// - Edge cases: nil where a message is no report; a record without duration is not usable.
    func line(of fields: CSVFields) -> ReportLine? {
        guard has(.memory), has(.duration) else { return message(of: fields) }
        var line = ReportLine()
        let number = { (meaning: Meaning) in
            columns[meaning].flatMap(fields.figure) ?? .nan
        }
        line.durationMS = number(.duration) * durationFactor
        line.billedDurationMS = number(.billed)
        line.memoryMB = Self.megabytes(number(.memory) * memoryFactor)
        line.maxMemoryUsedMB = Self.megabytes(number(.memoryUsed))
        line.initDurationMS = number(.initialisation)
        line.restoreDurationMS = number(.restore)
        line.time = columns[.time].flatMap { fields[$0].timestamp } ?? .nan
        line.request = columns[.request].map { ReportLine.hash(fields[$0]) } ?? 0
        line.isMarkedCold = columns[.cold].map { Self.isTrue(fields.text($0)) } ?? false
        let error = columns[.errorType].map(fields.text) ?? ""
        line.errorType = error.isEmpty ? nil : error
        let status = columns[.status].map(fields.text) ?? ""
        if !status.isEmpty { line.status = InvocationStatus(rawValue: status) ?? .error }
        let failure = columns[.failure].map(fields.text) ?? ""
        if status.isEmpty, !["", "none", "null", "false"].contains(failure.lowercased()) {
            line.status = .error
        }
        if line.errorType == nil, let reported = message(of: fields) {
            line.status = reported.status
            line.errorType = reported.errorType
        }
        line.settleStatus()
        return line
    }

    private static func isTrue(_ text: String) -> Bool {
        ["true", "1", "yes"].contains(text.lowercased())
    }

    /// What an export of Compute Optimizer expects at other settings than the record's own.
    func expectations(of fields: CSVFields) -> [ReportLine] { expected.lines(of: fields) }

    private func message(of fields: CSVFields) -> ReportLine? {
        guard let column = columns[.message] else { return nil }
        return withBytes(of: fields.text(column)) { ReportLine(text: $0) ?? ReportLine(json: $0) }
    }

    /// The function that a record is about, from its name, ARN or log group; empty where unknown.
    func function(of fields: CSVFields) -> String {
        columns[.function].map { FunctionName.short(fields.text($0)) } ?? ""
    }

    /// Memory in MB from MB, from MB × 10⁶ as Logs Insights gives it, or from bytes.
    ///
    /// - Edge cases: what is a whole number of neither stays as it is and will not be usable.
    /// - Source: CloudWatch Logs Insights shows 128 MB as `1.28E8`.
    static func megabytes(_ value: Double) -> Double {
        guard value >= 1_000_000 else { return value }
        if value.truncatingRemainder(dividingBy: 1_000_000) == 0 { return value / 1_000_000 }
        return value / 1_048_576
    }
}

/// Names of functions as logs and exports write them.
enum FunctionName {
    /// The function's own name out of an ARN or of a log group.
    static func short(_ text: String) -> String {
        if text.hasPrefix("arn:"), let range = text.range(of: ":function:") {
            return text[range.upperBound...].split(separator: ":").first.map(String.init) ?? text
        }
        if let range = text.range(of: "/aws/lambda/") { return String(text[range.upperBound...]) }
        return text
    }
}
