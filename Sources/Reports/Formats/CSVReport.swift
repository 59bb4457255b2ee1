import Estimation
import LambdaPlatform
import Measurement
import Tuning

/// The curves of every run as comma-separated values, one option a line.
struct CSVReport {
    private let findings: [Findings]

    init(_ findings: [Findings]) {
        self.findings = findings
    }

    /// The table with a header line; lines end as RFC 4180 has it.
    ///
    /// - Shape: numbers have a point and no separators; costs are in the currency of their column.
    var text: String {
        let header = [
            "function", "memoryMB", "strategy", "durationMS", "low", "high", "p95MS",
            "costPerMillion", "costLow", "costHigh", "currency", "measured", "projected", "choice",
        ]
        return ([header] + findings.flatMap(rows))
            .map { $0.joined(separator: ",") + "\r\n" }
            .joined()
    }

    private func rows(_ findings: Findings) -> [[String]] {
        let choice = findings.recommendation.choice
        return findings.lines.flatMap(\.options).map { option in
            let isChoice = option.memory == choice.memory && option.strategy == choice.strategy
            return [
                findings.record.function.name.escapedForCSV,
                "\(option.memory.megabytes)",
                option.strategy.rawValue.escapedForCSV,
                "\(option.durationMS.value)",
                "\(option.durationMS.low)",
                "\(option.durationMS.high)",
                "\(option.p95MS.value)",
                "\(option.costPerMillion.value)",
                "\(option.costPerMillion.low)",
                "\(option.costPerMillion.high)",
                findings.conditions.tariff.prices.currency.rawValue,
                "\(option.isMeasured)",
                "\(option.isProjected)",
                "\(isChoice)",
            ]
        }
    }
}
