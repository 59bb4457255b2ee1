import Capacity
import Estimation
import LambdaPlatform

extension ForecastAnswer {
    /// The answer as text for a terminal or a log.
    var text: String {
        var lines = [
            "\(function) (\(strategy)) in \(question.pricing.region), "
                + "\(question.pricing.architecture.rawValue); prices of \(question.pricing.asOf)",
            "",
        ]
        lines += table
        lines.append("")
        lines += choiceLines
        lines += breakEvenLines
        lines += checkLines
        lines.append(simulationInWords)
        lines += cautions.map { "Caution: \($0)" }
        return lines.joined(separator: "\n") + "\n"
    }

    private var table: [String] {
        let header = [
            "MB", "at once", "peak", "cold", "p50 ms", "p95 ms", "p99 ms", "throttled", "dropped",
            "a month",
        ]
        let rows = forecast.settings.enumerated().map { index, setting in
            [
                "\(setting.setting.memory.megabytes)\(setting.setting.isProjected ? "*" : "")"
                    + (index == forecast.choice ? " <" : "  "),
                Self.rounded(setting.concurrency.value),
                "\(setting.peakConcurrency)",
                Self.percent(setting.coldStartShare.value),
                setting.p50MS.map { Self.rounded($0.value) } ?? "-",
                setting.p95MS.map { Self.rounded($0.value) } ?? "-",
                setting.p99MS.map { Self.rounded($0.value) } ?? "-",
                Self.percent(setting.throttledShare.value),
                Self.rounded(setting.dropped + setting.rejected),
                Self.amount(setting.bill.total, setting.bill.currency),
            ]
        }
        let widths = header.indices.map { column in
            ([header] + rows).map { $0[column].count }.max() ?? 0
        }
        return ([header] + rows).map { row in
            zip(row, widths)
                .map { String(repeating: " ", count: $1 - $0.count) + $0 }
                .joined(separator: "  ")
        }
    }

    private var choiceLines: [String] {
        guard let chosen else {
            return ["No setting meets the limits (\(limitsInWords)).", ""]
        }
        let aim = limitsInWords.isEmpty ? "Cheapest" : "Cheapest with \(limitsInWords)"
        let memory = chosen.setting.memory
        let interval =
            "\(Self.rounded(chosen.monthlyCost.low)) to \(Self.rounded(chosen.monthlyCost.high))"
        var lines = [
            "\(aim): \(memory), \(Self.amount(chosen.bill.total, chosen.bill.currency)) a month "
                + "(\(interval))."
        ]
        for item in BillItem.allCases where chosen.bill[item] != .zero {
            lines.append("  \(item.label): \(Self.amount(chosen.bill[item], chosen.bill.currency))")
        }
        for reason in ThrottleReason.allCases {
            guard let count = chosen.throttles[reason] else { continue }
            lines.append("  throttled by \(reason.label): \(Self.rounded(count)) attempts a month")
        }
        return lines + [""]
    }

    private var breakEvenLines: [String] {
        guard let setting = chosen ?? forecast.settings.first else { return [] }
        guard let breakEven = setting.breakEven else {
            return ["Provisioned concurrency: its price here is not known.", ""]
        }
        let needed = Self.percent(breakEven.utilisationNeeded)
        let sign = setting.bill.currency.sign
        let count = breakEven.environments
        let saving =
            "\(count) would, all month (saving \(sign)\(Self.rounded(breakEven.monthlySaving)))"
        var lines = [
            "Provisioned concurrency at \(setting.setting.memory): an environment pays for itself "
                + "when busy \(needed) of the time; "
                + (count == 0 ? "none would all month." : "\(saving).")
        ]
        if !breakEven.byHour.isEmpty {
            let hours = breakEven.byHour.enumerated()
                .map { "\($0.offset)h \($0.element)" }
                .joined(separator: ", ")
            lines.append("  by hour of the day: \(hours)")
        }
        return lines + [""]
    }

    private var checkLines: [String] {
        guard let setting = chosen ?? forecast.settings.first, !setting.checks.isEmpty else {
            return []
        }
        let checks = setting.checks.map { check in
            "  \(check.figure): \(Self.rounded(check.theory)) by \(check.law), simulated "
                + "\(Self.rounded(check.simulated.value)) (\(Self.rounded(check.simulated.low)) to "
                + "\(Self.rounded(check.simulated.high)))"
        }
        return ["Closed answers beside the simulated ones at \(setting.setting.memory):"] + checks
            + [""]
    }
}
