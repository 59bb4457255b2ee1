import Estimation
import LambdaPlatform
import Measurement
package import Tuning

/// Whether the memory setting that a function is configured with keeps within limits.
///
/// - Shape: a limit counts as broken when the best figure breaks it; a saving counts only when even
///   the far end of its 90 % interval is a saving, so that noise alone fails no build.
package struct SettingCheck: Sendable {
    /// The run that the check rests on.
    package let findings: Findings

    /// What was asked for.
    package let limits: Limits

    /// The setting that was checked.
    package let current: Option

    /// What is broken; empty when all is well.
    package let violations: [Violation]

    /// What a configured setting must keep to.
    package struct Limits: Hashable, Sendable {
        /// The longest that 95 % of invocations may take, in ms.
        package var p95MS: Double?

        /// The most that a million invocations may cost, in currency units.
        package var maxCostPerMillion: Double?

        /// The share of the cost that the best setting may save, such as 0.1.
        package var tolerance: Double?

        package init(p95MS: Double?, maxCostPerMillion: Double?, tolerance: Double?) {
            self.p95MS = p95MS
            self.maxCostPerMillion = maxCostPerMillion
            self.tolerance = tolerance
        }
    }

    /// One broken limit.
    package enum Violation: Hashable, Sendable {
        case tooSlow(p95MS: Double, limitMS: Double)
        case tooExpensive(cost: Double, limit: Double)
        case saving(share: Double, tolerance: Double)
    }
}

extension SettingCheck {
    /// Checks the setting that the findings compare with.
    ///
    /// - Throws: ``Refusal/noCurrentSetting(function:)`` where it is not known.
    package init(_ findings: Findings, limits: Limits) throws(Refusal) {
        guard let comparison = findings.comparison else {
            throw .noCurrentSetting(function: findings.functionName)
        }
        self.findings = findings
        self.limits = limits
        current = comparison.current
        var violations: [Violation] = []
        if let limit = limits.p95MS, current.p95MS.value > limit {
            violations.append(.tooSlow(p95MS: current.p95MS.value, limitMS: limit))
        }
        if let limit = limits.maxCostPerMillion, current.costPerMillion.value > limit {
            violations.append(.tooExpensive(cost: current.costPerMillion.value, limit: limit))
        }
        let saving = 1 - comparison.costRatio.value
        if let tolerance = limits.tolerance, saving > tolerance, comparison.costRatio.high < 1 {
            violations.append(.saving(share: saving, tolerance: tolerance))
        }
        self.violations = violations
    }

    /// Why a check is impossible.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case noCurrentSetting(function: String)

        package var description: String {
            switch self {
            case .noCurrentSetting(let function):
                "The memory that \(function) is configured with is not known: give --current, or "
                    + "--template with the file that configures it."
            }
        }
    }
}

extension SettingCheck {
    /// Whether nothing is broken.
    package var isPassed: Bool { violations.isEmpty }

    /// The verdict in one line.
    package var summary: String {
        let name = "\(findings.functionName) at \(Findings.name(of: current))"
        guard isPassed else {
            return "FAILED \(name): " + violations.map(sentence).joined(separator: "; ")
                + ". Best: \(Findings.name(of: findings.recommendation.choice))."
        }
        return "OK \(name): p95 \(Figures.short(current.p95MS.value)) ms, "
            + "\(Figures.money(current.costPerMillion.value, sign: findings.currencySign)) per million."
    }

    private func sentence(_ violation: Violation) -> String {
        let money = { Figures.money($0, sign: findings.currencySign) }
        switch violation {
        case .tooSlow(let p95, let limit):
            return "p95 \(Figures.short(p95)) ms is over \(Figures.short(limit)) ms"
        case .tooExpensive(let cost, let limit):
            return "\(money(cost)) per million is over \(money(limit))"
        case .saving(let share, let tolerance):
            return "the best setting costs \(Figures.percent(share)) less, more than the "
                + "\(Figures.percent(tolerance)) allowed"
        }
    }

    /// The verdict as a comment for a pull request.
    package var markdown: String {
        let mark = isPassed ? "✅" : "❌"
        let choice = findings.recommendation.choice
        let rows = [("configured", current), ("best", choice)].map { label, option in
            "| \(label) | \(Findings.name(of: option).escapedForMarkdown) "
                + "| \(Figures.short(option.durationMS.value)) | \(Figures.short(option.p95MS.value)) "
                + "| \(Figures.money(option.costPerMillion.value, sign: findings.currencySign)) |"
        }
        let table = [
            "| | Memory | Duration, ms | p95, ms | Cost per million |",
            "| --- | --: | --: | --: | --: |",
        ]
        return ([mark + " " + summary.escapedForMarkdown, ""] + table + rows)
            .joined(separator: "\n") + "\n"
    }
}
