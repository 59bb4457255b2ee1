import Foundation
package import LambdaPlatform
package import Measurement

/// A run in the form that aws-lambda-power-tuning gives its results, for pages and scripts made for it.
///
/// - Source: aws-lambda-power-tuning 4.4.0, README-EXECUTE.md "State machine output": means after the
///   shortest and the longest fifth are left out.
package struct PowerTuningResult: Hashable, Sendable {
    /// One setting's means.
    package struct Statistic: Hashable, Sendable {
        package let memoryMB: Int
        package let averageDurationMS: Double
        package let averagePriceUSD: Double
    }

    /// The settings in order of memory.
    package let stats: [Statistic]

    /// Sums up one strategy's warm successful invocations; nil where there are none.
    package init?(of run: MeasuredRun, strategy: ThreadingStrategy, tariff: Tariff) {
        let usable = run.invocations.filter {
            $0.strategy == strategy && $0.status == .success && !$0.cold && !$0.warmUp
        }
        stats = Dictionary(grouping: usable, by: \.memoryMB).sorted { $0.key < $1.key }
            .map { memory, invocations in
                let mean = Self.trimmedMean(invocations.map(\.durationMS))
                let billed = Tariff.billedMS(durationMS: mean)
                return Statistic(
                    memoryMB: memory.megabytes,
                    averageDurationMS: mean,
                    averagePriceUSD: tariff.cost(billedMS: billed, at: memory).units
                )
            }
        if stats.isEmpty { return nil }
    }

    /// The mean of what is left after a fifth is cut off at either end.
    static func trimmedMean(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        let cut = Int((Double(sorted.count) * 0.2).rounded(.down))
        let kept = sorted.dropFirst(cut).dropLast(cut)
        return kept.reduce(0, +) / Double(max(kept.count, 1))
    }
}

extension PowerTuningResult {
    /// The address of the page that shows the result.
    package var link: ShareLink {
        let points = stats.map {
            ShareLink.Point(
                memoryMB: $0.memoryMB,
                durationMS: Float($0.averageDurationMS),
                costUSD: Float($0.averagePriceUSD)
            )
        }
        return ShareLink(series: [ShareLink.Series(name: "", points: points)])
    }

    /// The output of the state machine with the cheapest setting as its answer.
    ///
    /// - Throws: what the encoder throws, for figures that are no numbers.
    package func text() throws -> String {
        let best = stats.min { $0.averagePriceUSD < $1.averagePriceUSD }
        let output = Output(
            power: best?.memoryMB ?? 0,
            cost: best?.averagePriceUSD ?? 0,
            duration: best?.averageDurationMS ?? 0,
            stateMachine: Output.StateMachine(visualization: link.text),
            stats: stats.map {
                Output.Row(
                    value: $0.memoryMB,
                    averagePrice: $0.averagePriceUSD,
                    averageDuration: $0.averageDurationMS
                )
            }
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(output), as: UTF8.self) + "\n"
    }

    private struct Output: Encodable {
        let power: Int
        let cost: Double
        let duration: Double
        let stateMachine: StateMachine
        let stats: [Row]

        struct StateMachine: Encodable {
            let executionCost = 0.0
            let lambdaCost = 0.0
            let visualization: String
        }

        struct Row: Encodable {
            let value: Int
            let averagePrice: Double
            let averageDuration: Double
        }
    }
}
