import LambdaPlatform
import Measurement
import Tuning

/// Where the time of traced invocations went, as rows of text.
struct PhasesTable {
    let header = ["Strategy", "Memory", "INIT, ms", "Database, ms", "HTTP, ms", "Compute, ms"]
    let rows: [[String]]

    init(_ findings: Findings) {
        rows = findings.tuned.phaseTimes.map { times in
            [
                times.strategy.rawValue,
                Figures.memory(times.memory),
                times.initMS.map(Figures.short) ?? "–",
                Figures.short(times.databaseMS),
                Figures.short(times.httpMS),
                Figures.short(times.computeMS),
            ]
        }
    }
}

extension Findings {
    /// Which phases of each traced strategy gain from memory, in sentences.
    var phaseFindings: [String] {
        lines.compactMap { line in
            tuned.phaseFinding(for: line.strategy).map { finding in
                lines.count > 1 ? "\(line.strategy.rawValue.printable): \(finding)" : finding
            }
        }
    }
}

extension ColumnChart {
    /// The phases of warm invocations of a strategy; nil where none was traced.
    static func phases(of strategy: ThreadingStrategy, in findings: Findings) -> ColumnChart? {
        let times = findings.tuned.phaseTimes.filter { $0.strategy == strategy }
        guard !times.isEmpty else { return nil }
        let label = { @Sendable (value: Double) in Figures.short(value) + " ms" }
        let phases = PhaseTimes.Phase.allCases.filter { $0 != .initialisation }
        let choice = findings.recommendation.choice
        return ColumnChart(
            title: "Phases of a warm invocation, \(strategy.rawValue.printable)",
            summary: times.map { times in
                phases.map { "\($0.rawValue) \(label(times.milliseconds(of: $0) ?? 0))" }
                    .joined(separator: ", ") + " at \(Figures.memory(times.memory))"
            }.joined(separator: "; ") + ".",
            label: label,
            parts: phases.map(\.rawValue),
            columns: times.map { times in
                let amounts = phases.map { times.milliseconds(of: $0) ?? 0 }
                return Column(
                    memory: times.memory,
                    amounts: amounts,
                    total: amounts.reduce(0, +),
                    isChosen: times.memory == choice.memory && strategy == choice.strategy
                )
            }
        )
    }
}
