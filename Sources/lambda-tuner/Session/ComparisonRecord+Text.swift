import Estimation
import Foundation
import Measurement
import Tuning

extension ComparisonRecord {
    /// The comparison for people: durations, speed-ups, what pays from where, and why.
    var text: String {
        let parts = [
            "Threading strategies of \(function)\n",
            "Duration in ms, and speed-up over one thread (p: projected)\n" + durations,
            "From which setting it pays to use more threads\n" + summary,
            findings.map { "- \($0.sentence)\n" }.joined()
                + (oversubscription.map { "- \($0)\n" } ?? "")
                + (profile.map { "- \($0)\n" } ?? ""),
            cautions.isEmpty
                ? "" : "Cautions\n\n" + cautions.map { "- \($0.message)\n" }.joined(),
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    /// How well one unthrottled setting would have told all others.
    private var profile: String? {
        let errors = profileErrors.map { abs($0.error) }.sorted()
        guard let worst = errors.last else { return nil }
        return String(
            format:
                "From one unthrottled profile of each strategy alone, the measured durations are "
                + "predicted to within %.1f %% (median; worst %.1f %%).",
            100 * errors[errors.count / 2],
            100 * worst
        )
    }

    private var strategies: [String] {
        lines.filter { $0.memoryMB == lines.first?.memoryMB }.map(\.strategy)
    }

    private var durations: String {
        var rows = [["memory", "vCPU", "processors"] + strategies]
        for memory in Set(lines.map(\.memoryMB)).sorted() {
            let settings = lines.filter { $0.memoryMB == memory }
            guard let first = settings.first else { continue }
            let share = String(format: "%.2f", first.vcpuShare)
            rows.append(
                ["\(memory) MB", share, "\(first.visibleProcessors)"]
                    + settings.map { line in
                        let mark = line.projected ? "p" : " "
                        let duration = String(format: "%.0f", line.durationMS)
                        guard line.strategy != "single" else { return duration + mark }
                        return String(format: "%.2f×", line.speedUp) + mark
                    }
            )
        }
        return Self.table(rows)
    }

    private var summary: String {
        let head = [
            "strategy", "pays from", "fastest", "duration", "USD/million", "parallel", "law",
        ]
        let rows = findings.map { finding in
            [
                finding.strategy,
                finding.crossoverMB.map {
                    String(format: "%.0f MB (%.0f–%.0f)", $0.value, $0.low, $0.high)
                } ?? "nowhere",
                "\(finding.bestMemoryMB) MB\(finding.bestProjected ? "p" : "")",
                String(format: "%.0f ms", finding.bestDurationMS),
                String(format: "%.2f", finding.bestCostPerMillionUSD),
                finding.parallelFraction.map {
                    String(
                        format: "%.1f %% (%.0f–%.0f)",
                        100 * $0.value,
                        100 * $0.low,
                        100 * $0.high
                    )
                } ?? "–",
                law(of: finding),
            ]
        }
        return Self.table([head] + rows)
    }

    private func law(of finding: Finding) -> String {
        guard let contention = finding.contention, let coherency = finding.coherency else {
            return "–"
        }
        return finding.law == ScalingLawKind.universal.rawValue
            ? String(format: "universal, σ %.3f κ %.4f", contention, coherency)
            : String(format: "Amdahl, σ %.3f", contention)
    }

    /// Columns of one width, the first to the left and the others to the right.
    private static func table(_ rows: [[String]]) -> String {
        let columns = rows.first?.count ?? 0
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).enumerated().map { index, cell in
                let space = String(repeating: " ", count: cell.1 - cell.0.count)
                return index == 0 ? cell.0 + space : space + cell.0
            }
            return "\n  " + cells.joined(separator: "  ")
        }.joined() + "\n"
    }
}
