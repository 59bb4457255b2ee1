package import LambdaPlatform
package import Measurement
import Foundation

/// The end of an invocation's log, in which Lambda reports what the invocation took.
///
/// - Shape: at most 4 KB, which may begin in the middle of a line; the report comes last.
/// - Source: AWS Lambda Developer Guide, "Viewing function logs" and "Log event schema".
package struct LogTail: Hashable, Sendable {
    /// The text.
    package let text: String

    package init(text: String) {
        self.text = text
    }

    /// The last report in the text, in either log format.
    package var report: PlatformReport? {
        for line in text.split(whereSeparator: \.isNewline).reversed() {
            if let report = PlatformReport(line: String(line)) { return report }
        }
        return nil
    }

    /// Whether the text says that the function ran into its timeout, as older runtimes write it.
    package var saysTimedOut: Bool { text.contains("Task timed out after") }
}

/// What Lambda reports about one invocation.
package struct PlatformReport: Hashable, Sendable {
    /// Unit: ms, without INIT.
    package var durationMS: Double

    /// What the invocation is billed for, INIT included.
    package var billedDurationMS: Int
    package var memory: MemorySetting
    package var maxMemoryUsedMB: Double?

    /// Unit: ms; only on cold starts.
    package var initDurationMS: Double?
    package var status: InvocationStatus
    package var errorType: String?
    package var requestID: String?

    /// Reads a REPORT line or a `platform.report` record.
    ///
    /// - Edge cases: nil for any other line, and for a report without duration or memory.
    package init?(line: String) {
        if let start = line.range(of: "REPORT RequestId:") {
            self.init(fields: String(line[start.lowerBound...].dropFirst("REPORT ".count)))
        } else if line.contains("platform.report"), let start = line.firstIndex(of: "{") {
            self.init(json: Data(line[start...].utf8))
        } else {
            return nil
        }
    }

    /// The status that Lambda's own word and the error type amount to.
    ///
    /// - Source: a function killed for memory reports `Runtime.OutOfMemory`, or in older logs
    ///   `Runtime.ExitError` with all memory used.
    static func status(
        word: String?,
        errorType: String?,
        isMemoryFull: Bool
    ) -> InvocationStatus {
        if errorType == "Runtime.OutOfMemory" { return .outOfMemory }
        if errorType == "Runtime.ExitError", isMemoryFull { return .outOfMemory }
        switch word {
        case "timeout": return .timeout
        case "error": return .error
        case "failure": return .failure
        default: return errorType == nil ? .success : .error
        }
    }
}

extension PlatformReport {
    private init?(fields text: String) {
        // The console and the CLI turn tabs into runs of spaces.
        let separated = text.replacing(/[ ]{2,}/, with: "\t")
        var values: [String: String] = [:]
        for field in separated.split(separator: "\t") {
            guard let colon = field.range(of: ": ") else { continue }
            let name = field[..<colon.lowerBound].trimmingCharacters(in: .whitespaces)
            values[name] = field[colon.upperBound...].trimmingCharacters(in: .whitespaces)
        }
        func number(_ name: String) -> Double? {
            values[name].flatMap { $0.split(separator: " ").first }.flatMap { Double($0) }
                .flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
        }
        guard let duration = number("Duration").flatMap(Self.milliseconds),
            let billed = number("Billed Duration").flatMap(Self.milliseconds),
            let memory = number("Memory Size"),
            let setting = Int(exactly: memory).flatMap({ try? MemorySetting(megabytes: $0) })
        else { return nil }
        let used = number("Max Memory Used")
        durationMS = duration
        billedDurationMS = Int(billed)
        self.memory = setting
        maxMemoryUsedMB = used
        initDurationMS = number("Init Duration") ?? number("Restore Duration")
        errorType = values["Error Type"].map { $0.printableLine(limit: 80) }
        status = Self.status(
            word: values["Status"],
            errorType: errorType,
            isMemoryFull: (used ?? 0) >= memory - 1
        )
        requestID = values["RequestId"].map { $0.printableLine(limit: 80) }
    }

    /// A duration in ms that can be: no invocation takes a day, and a log is text from outside.
    private static func milliseconds(_ figure: Double) -> Double? {
        (0...86_400_000).contains(figure) ? figure : nil
    }

    private init?(json: Data) {
        guard let record = try? JSONDecoder().decode(Envelope.self, from: json).record,
            let duration = Self.milliseconds(record.metrics.durationMs),
            let billed = Self.milliseconds(record.metrics.billedDurationMs),
            let megabytes = Int(exactly: record.metrics.memorySizeMB),
            let setting = try? MemorySetting(megabytes: megabytes)
        else { return nil }
        let metrics = record.metrics
        durationMS = duration
        billedDurationMS = Int(billed)
        memory = setting
        maxMemoryUsedMB = metrics.maxMemoryUsedMB
        initDurationMS = metrics.initDurationMs ?? metrics.restoreDurationMs
        errorType = record.errorType.map { $0.printableLine(limit: 80) }
        status = Self.status(
            word: record.status,
            errorType: record.errorType,
            isMemoryFull: (metrics.maxMemoryUsedMB ?? 0) >= metrics.memorySizeMB - 1
        )
        requestID = record.requestId.map { $0.printableLine(limit: 80) }
    }

    private struct Envelope: Decodable {
        let record: Record

        struct Record: Decodable {
            let requestId: String?
            let status: String?
            let errorType: String?
            let metrics: Metrics
        }

        struct Metrics: Decodable {
            let durationMs: Double
            let billedDurationMs: Double
            let memorySizeMB: Double
            let maxMemoryUsedMB: Double?
            let initDurationMs: Double?
            let restoreDurationMs: Double?
        }
    }
}
