import Estimation
import LambdaPlatform
import Measurement
import Tuning

/// The measured settings of a run as rows of text; escaped by whoever writes them.
struct SettingsTable {
    let header = [
        "Strategy", "Memory", "vCPUs", "Duration, ms", "90 % interval", "p95, ms",
        "Cost per million", "Invocations", "How",
    ]
    let rows: [[String]]

    init(_ findings: Findings) {
        let choice = findings.recommendation.choice
        let platform = findings.conditions.platform ?? findings.record.platform
        rows = findings.lines.flatMap { line in
            let counts = Dictionary(
                line.measured.map { ($0.memory, $0.count) },
                uniquingKeysWith: +
            )
            let chosen = choice.strategy == line.strategy ? choice.memory : nil
            return line.options
                .filter { $0.isMeasured || $0.memory == chosen }
                .map { option in
                    Self.row(
                        option,
                        share: platform.vcpuShare(at: option.memory),
                        count: counts[option.memory],
                        isChoice: option.memory == chosen,
                        sign: findings.currencySign
                    )
                }
        }
    }

    private static func row(
        _ option: Option,
        share: Double,
        count: Int?,
        isChoice: Bool,
        sign: String
    ) -> [String] {
        let duration = option.durationMS
        let source =
            if option.isProjected { "projected" } else if option.isMeasured { "measured" } else {
                "fitted"
            }
        return [
            option.strategy.rawValue,
            "\(Figures.grouped(option.memory.megabytes)) MB",
            Figures.fixed(share, decimals: 2),
            Figures.short(duration.value),
            "\(Figures.short(duration.low))–\(Figures.short(duration.high))",
            Figures.short(option.p95MS.value),
            Figures.money(option.costPerMillion.value, sign: sign),
            count.map(Figures.grouped) ?? "–",
            isChoice ? source + ", chosen" : source,
        ]
    }
}

/// What else could be chosen, as rows of text.
struct AlternativesTable {
    let header = ["Aim", "Option", "Duration, ms", "Cost per million", "How"]
    let rows: [[String]]

    init(_ findings: Findings) {
        rows = findings.recommendation.alternatives.map { alternative in
            let option = alternative.option
            return [
                alternative.label,
                Findings.name(of: option),
                Figures.short(option.durationMS.value),
                Figures.money(option.costPerMillion.value, sign: findings.currencySign),
                option.isProjected ? "projected" : option.isMeasured ? "measured" : "fitted",
            ]
        }
    }
}

/// Several functions in order of what a month costs less, as rows of text.
struct SavingsTable {
    let header = ["Function", "Today", "Choice", "Speed", "Cost", "Less a month"]
    let rows: [[String]]

    /// Ranks the functions; those without a setting in use today come last.
    init(_ findings: [Findings]) {
        let known = findings.filter { $0.baseline != nil }
            .sorted { $0.monthlySavings > $1.monthlySavings }
        rows = (known + findings.filter { $0.baseline == nil }).map(Self.row)
    }

    private static func row(_ findings: Findings) -> [String] {
        let choice = findings.recommendation.choice
        let name = findings.record.function.name
        guard let baseline = findings.baseline else {
            return [name, "not known", Findings.name(of: choice), "–", "–", "–"]
        }
        let speed = baseline.durationMS.value / choice.durationMS.value
        let cost = choice.costPerMillion.value / baseline.costPerMillion.value - 1
        return [
            name,
            Findings.name(of: baseline),
            Findings.name(of: choice),
            Figures.fixed(speed, decimals: 2) + "×",
            (cost > 0 ? "+" : "") + Figures.percent(cost),
            Figures.money(findings.monthlySavings, sign: findings.currencySign),
        ]
    }
}
