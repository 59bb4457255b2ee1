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
        let platform = findings.platform
        rows = findings.lines.flatMap { line in
            let counts = Dictionary(
                line.measured.map { ($0.memory, $0.count) },
                uniquingKeysWith: +
            )
            let chosen = choice.strategy == line.strategy ? choice.memory : nil
            return line.options
                .filter { counts[$0.memory] != nil || $0.memory == chosen }
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
            Figures.memory(option.memory),
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

/// The strategies' scaling as rows of text.
struct ThreadsTable {
    let header = ["Strategy", "Parallel share", "Pays from", "Best setting", "Speed-up there"]
    let rows: [[String]]

    init(_ threading: ThreadingComparison) {
        rows = threading.findings.map { finding in
            [
                finding.strategy.rawValue,
                finding.parallelFraction.map { Figures.percent($0.value) } ?? "–",
                finding.crossoverMB.map { "\(Figures.fixed($0.value, decimals: 0)) MB" }
                    ?? "nowhere",
                Figures.memory(finding.best.memory),
                Figures.fixed(finding.speedUpOfBest.value, decimals: 2) + "×",
            ]
        }
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

    /// The place of each row's function among the findings.
    let order: [Int]

    /// Ranks the functions; those without a setting in use today come last.
    init(_ findings: [Findings]) {
        let savings = findings.map { $0.comparison?.monthlySaving ?? -.infinity }
        order = findings.indices.sorted { savings[$0] > savings[$1] }
        rows = order.map { Self.row(findings[$0]) }
    }

    private static func row(_ findings: Findings) -> [String] {
        let choice = Findings.name(of: findings.recommendation.choice)
        let name = findings.record.function.name
        guard let comparison = findings.comparison else {
            return [name, "not known", choice, "–", "–", "–"]
        }
        let cost = comparison.costRatio.value - 1
        return [
            name,
            Findings.name(of: comparison.current),
            choice,
            Figures.fixed(comparison.speedup.value, decimals: 2) + "×",
            (cost > 0 ? "+" : "") + Figures.percent(cost),
            Figures.money(comparison.monthlySaving, sign: findings.currencySign),
        ]
    }
}
