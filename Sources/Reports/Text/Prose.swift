import Foundation
import LambdaPlatform
import Measurement
import Tuning

/// The paragraphs that every report carries; plain text, escaped by whoever writes them.
enum Prose {
    /// How the figures came about, in three sentences.
    static func method(_ findings: Findings) -> String {
        let count = findings.tuned.run.invocations.count
        let prices = findings.conditions.tariff
        let divisor = findings.platform.megabytesPerVCPU
        return [
            "\(Figures.grouped(count)) invocations \(origin(findings.record)) make the samples; "
                + "warm successful ones make the durations, the others are counted apart.",
            "A curve that averages physical shapes of waiting, serial and parallel CPU time is "
                + "fitted to them, with 90 % intervals; shares are told with one vCPU at "
                + "\(Figures.fixed(divisor, decimals: 0)) MB.",
            "Costs are exact sums at the \(prices.prices.region) \(prices.architecture.rawValue) "
                + "prices, each invocation rounded up to 1 ms, with the request fee.",
        ].joined(separator: " ")
    }

    private static func origin(_ record: RunRecord) -> String {
        switch record.source {
        case .local: "in a local execution environment"
        case .aws: "of the deployed function"
        case .recorded: "recorded elsewhere"
        }
    }

    /// The machine, what enforced the quota, when, and by which version.
    static func machine(_ findings: Findings) -> String {
        let record = findings.record
        let place = record.machine.map {
            "\($0.processor), \($0.processors) processors, \($0.system)."
        }
        let governor = record.governor.map(quota)
        let when = Date(timeIntervalSince1970: record.createdAt)
            .formatted(.iso8601)
        let state = record.isComplete ? nil : "The plan was not carried out to its end."
        let made = "Made \(when) by lambda-tuner \(record.toolVersion)."
        return [place, governor, made, state].compactMap(\.self).joined(separator: " ")
    }

    private static func quota(_ governor: GovernorKind) -> String {
        switch governor {
        case .model:
            "No quota was enforced: durations were projected from unthrottled runs (model)."
        case .cgroupV2, .cgroupV1, .dutyCycle:
            "CPU quota enforced by \(governor.rawValue)."
        }
    }
}
