import Capacity
import Estimation
import LambdaPlatform
import Measurement

/// A forecast as text for a terminal or a log.
struct CapacityText {
    private let findings: CapacityFindings

    init(_ findings: CapacityFindings) {
        self.findings = findings
    }

    /// The whole answer.
    var text: String {
        let table = CapacityTable(findings)
        let neighbours = NeighboursTable(findings)
        var blocks = [
            [
                "\(findings.function.printable) (\(findings.strategy.printable)): \(findings.situation)"
            ],
            aligned(table.header, table.rows),
            [findings.headline] + bill + findings.throttlesInWords,
        ]
        if !neighbours.rows.isEmpty { blocks.append(aligned(neighbours.header, neighbours.rows)) }
        blocks.append(findings.breakEvenInWords)
        blocks.append(findings.checksInWords)
        blocks.append([findings.simulationInWords] + findings.cautions.map { "Caution: \($0)" })
        return blocks.filter { !$0.isEmpty }
            .map { $0.joined(separator: "\n") }
            .joined(separator: "\n\n") + "\n"
    }

    /// The chosen setting's bill, one item a line.
    private var bill: [String] {
        guard let chosen = findings.chosen else { return [] }
        return findings.billedItems.filter { chosen.bill[$0] != .zero }
            .map { "  \($0.label): \(findings.money(chosen.bill[$0].units))" }
    }

    /// Rows whose columns end below one another.
    private func aligned(_ header: [String], _ rows: [[String]]) -> [String] {
        let all = [header] + rows.map { $0.map(\.printable) }
        let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
        return all.map { row in
            zip(row, widths)
                .map { String(repeating: " ", count: $1 - $0.count) + $0 }
                .joined(separator: "  ")
        }
    }
}
