package import Measurement
import LambdaPlatform

/// The samples of a run as CSV, without loss: one invocation a line, the columns those of
/// `samples.jsonl`.
package enum SampleTable {
    /// The columns in the order they are written.
    static let columns = [
        "memoryMB", "strategy", "durationMS", "billedDurationMS", "cpuMS", "throttledMS",
        "initDurationMS", "maxMemoryUsedMB", "cold", "status", "errorType", "source", "governor",
        "projected", "sequence", "startedAt", "payload", "warmUp", "contention",
        "databaseMS", "httpMS",
    ]

    /// Figures from here on are no whole numbers that a computer counts with exactly.
    private static let most = 1e15

    /// Whether these are the names of the columns, whatever their order.
    static func isHeader(_ names: [String]) -> Bool {
        Set(names).isSuperset(of: ["memoryMB", "strategy", "durationMS", "source", "sequence"])
    }

    /// Writes samples as a table; what is unknown is an empty cell.
    package static func text(_ invocations: [Invocation]) -> String {
        ([columns] + invocations.map(cells))
            .map { $0.map(quoted).joined(separator: ",") + "\r\n" }
            .joined()
    }

    private static func cells(of invocation: Invocation) -> [String] {
        let number = { (value: Double?) in value.map { "\($0)" } ?? "" }
        return [
            "\(invocation.memoryMB.megabytes)", invocation.strategy.rawValue,
            "\(invocation.durationMS)", "\(invocation.billedDurationMS)",
            number(invocation.cpuMS), number(invocation.throttledMS),
            number(invocation.initDurationMS), number(invocation.maxMemoryUsedMB),
            "\(invocation.cold)", invocation.status.rawValue, invocation.errorType ?? "",
            invocation.source.rawValue, invocation.governor?.rawValue ?? "",
            "\(invocation.projected)", "\(invocation.sequence)", "\(invocation.startedAt)",
            invocation.payload ?? "", "\(invocation.warmUp)", number(invocation.contention),
            number(invocation.databaseMS), number(invocation.httpMS),
        ]
    }

    private static func quoted(_ cell: String) -> String {
        guard cell.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return cell }
        return cell.quotedForCSV
    }

    /// The invocation of a record; nil where a needed cell is missing or impossible.
    static func invocation(of fields: CSVFields, _ columns: [String: Int]) -> Invocation? {
        let text = { (name: String) in columns[name].map(fields.text) ?? "" }
        let number = { (name: String) in columns[name].flatMap(fields.figure) }
        guard let memory = try? MemorySetting(text: text("memoryMB")),
            let duration = number("durationMS"),
            let billed = number("billedDurationMS"), abs(billed) < most,
            let sequence = number("sequence"), abs(sequence) < most,
            let source = SourceKind(rawValue: text("source"))
        else { return nil }
        return Invocation(
            memoryMB: memory,
            strategy: ThreadingStrategy(rawValue: text("strategy")),
            durationMS: duration,
            billedDurationMS: Int(billed),
            cpuMS: number("cpuMS"),
            throttledMS: number("throttledMS"),
            initDurationMS: number("initDurationMS"),
            maxMemoryUsedMB: number("maxMemoryUsedMB"),
            cold: text("cold") == "true",
            status: InvocationStatus(rawValue: text("status")) ?? .error,
            errorType: text("errorType").isEmpty ? nil : text("errorType"),
            source: source,
            governor: GovernorKind(rawValue: text("governor")),
            projected: text("projected") == "true",
            sequence: Int(sequence),
            startedAt: number("startedAt") ?? 0,
            payload: text("payload").isEmpty ? nil : text("payload"),
            warmUp: text("warmUp") == "true",
            contention: number("contention"),
            databaseMS: number("databaseMS"),
            httpMS: number("httpMS")
        )
    }
}
