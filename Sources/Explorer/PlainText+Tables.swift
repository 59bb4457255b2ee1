import Estimation
import LambdaPlatform
import Measurement
import TerminalKit
import Tuning

extension PlainText {
    /// What was measured at each setting.
    var samples: [String] {
        let rows = digests.filter { !$0.sortedMS.isEmpty || $0.failures > 0 }.map(cells)
        guard !rows.isEmpty else { return [] }
        let table = Table(
            columns: [
                Table.Column("memory"), Table.Column("strategy", .leading), Table.Column("warm"),
                Table.Column("p50"), Table.Column("p95"), Table.Column("outliers"),
                Table.Column("throttled"), Table.Column("cold"), Table.Column("INIT"),
                Table.Column("failed"),
            ],
            rows: rows
        )
        return ["", "Samples:"] + table.plainLines()
    }

    private func cells(_ digest: SampleDigest) -> [Span] {
        func time(_ share: Double, _ values: [Double]) -> Span {
            Span(SampleDigest.quantile(share, of: values).map(Wording.duration) ?? "–")
        }
        return [
            Span(Wording.memory(digest.memory)), Span(digest.strategy.rawValue),
            Span("\(digest.sortedMS.count)"), time(0.5, digest.sortedMS),
            time(0.95, digest.sortedMS), Span("\(digest.outliers)"),
            time(0.5, digest.throttledMS), Span("\(digest.coldStarts.count)"),
            time(0.5, digest.initMS), Span("\(digest.failures)"),
        ]
    }

    /// A month under traffic.
    var traffic: [String] {
        let head = ["", "A month with \(month.question.strategy):"]
        if let refusal = month.refusal { return head + Span.wrapped(refusal, columns: width) }
        return head + Span.wrapped(month.question.sentence + " Simulated.", columns: width)
            + CapacityTable(analysis: analysis, digest: month).table.plainLines()
    }
}
