import Capacity
import Estimation
import LambdaPlatform

extension ChartPanel {
    /// How long answers take, cold starts included.
    static func latency(of findings: CapacityFindings) -> ChartPanel {
        panel(
            of: findings,
            "Latency with cold starts by memory setting",
            ["p50", "p95", "p99"],
            [{ $0.p50MS }, { $0.p95MS }, { $0.p99MS }],
            isLogarithmic: true
        ) { Figures.short($0) + " ms" }
    }

    /// How many invocations run at once.
    static func concurrency(of findings: CapacityFindings) -> ChartPanel {
        panel(
            of: findings,
            "Concurrency by memory setting",
            ["mean", "peak"],
            [{ $0.concurrency }, { Estimate(exactly: Double($0.peakConcurrency)) }],
            isLogarithmic: true
        ) { Figures.short($0) }
    }

    /// The share of invocations that start cold and of attempts that are throttled.
    static func shares(of findings: CapacityFindings) -> ChartPanel {
        panel(
            of: findings,
            "Cold starts and throttles by memory setting",
            ["cold starts", "throttled"],
            [{ $0.coldStartShare }, { $0.throttledShare }],
            isLogarithmic: false
        ) { Figures.percent($0) }
    }

    /// What a month costs.
    static func monthlyCost(of findings: CapacityFindings) -> ChartPanel {
        let sign = findings.currencySign
        return panel(
            of: findings,
            "Monthly bill by memory setting",
            ["a month"],
            [{ $0.monthlyCost }],
            isLogarithmic: false
        ) { Figures.money($0, sign: sign) }
    }

    private static func panel(
        of findings: CapacityFindings,
        _ title: String,
        _ names: [String],
        _ figures: [(SettingForecast) -> Estimate?],
        isLogarithmic: Bool,
        label: @escaping @Sendable (Double) -> String
    ) -> ChartPanel {
        let series = zip(names, figures).map { name, figure in
            ChartSeries(
                name: name,
                points: findings.forecast.settings.compactMap { forecast in
                    figure(forecast).map { ChartPoint(forecast, $0) }
                }
            )
        }
        return ChartPanel(
            title: title,
            summary: inWords(series, label) + ".",
            label: label,
            isLogarithmic: isLogarithmic,
            series: series,
            chosen: findings.chosen?.setting.memory
        )
    }
}

extension ChartPoint {
    /// A simulated figure at its setting.
    fileprivate init(_ forecast: SettingForecast, _ figure: Estimate) {
        self.init(
            memory: forecast.setting.memory,
            figure: figure,
            kind: forecast.setting.isProjected ? "projected" : "simulated",
            isMarked: true,
            isProjected: forecast.setting.isProjected
        )
    }
}

extension ColumnChart {
    /// The monthly bill of each setting, one column of its items; what a Savings Plan takes off shows
    /// in the line alone.
    static func bill(of findings: CapacityFindings) -> ColumnChart {
        let items = findings.billedItems.filter { $0 != .savingsPlan }
        let sign = findings.currencySign
        let totals = findings.forecast.settings.map {
            "\(findings.money($0.bill.total.units)) at \(Figures.memory($0.setting.memory))"
        }
        return ColumnChart(
            title: "Monthly bill by item",
            summary: totals.joined(separator: ", ") + ".",
            label: { Figures.money($0, sign: sign) },
            parts: items.map(\.label),
            columns: findings.forecast.settings.enumerated().map { index, forecast in
                Column(
                    memory: forecast.setting.memory,
                    amounts: items.map { forecast.bill[$0].units },
                    total: forecast.bill.total.units,
                    isChosen: index == findings.forecast.choice
                )
            }
        )
    }
}
