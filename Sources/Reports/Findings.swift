import Estimation
import LambdaPlatform
package import Measurement
package import Tuning

/// What a report says, as values: the same for every format.
package struct Findings: Sendable {
    /// The run with its curves.
    package let tuned: TunedRun

    /// What the choice was made under.
    package let conditions: Conditions

    /// The choice, why, what else there is.
    package let recommendation: Recommendation

    /// The curves, one per strategy, drawn at settings from 128 MB to 10,240 MB.
    package let lines: [Line]

    /// The option in use today, where the run or the conditions name it.
    package let baseline: Option?

    /// One strategy's curve.
    package struct Line: Hashable, Sendable {
        /// The strategy that the curve is about.
        package let strategy: ThreadingStrategy

        /// The options along the curve in order of memory, the measured ones among them.
        package let options: [Option]

        /// What was measured at single settings, in order of memory.
        package let measured: [MeasuredSetting]

        /// The model that the curve follows, in one line.
        package let model: String
    }
}

extension Findings {
    /// Works out everything a report says about a run.
    ///
    /// - Cost: one recommendation and about sixty options for each strategy.
    package init(of tuned: TunedRun, under conditions: Conditions) {
        self.tuned = tuned
        self.conditions = conditions
        recommendation = tuned.recommendation(under: conditions)
        lines = tuned.curves.map { Self.line(along: $0, of: tuned, under: conditions) }
        baseline = Self.baseline(of: tuned, under: conditions)
    }

    private static func line(
        along curve: DurationCurve,
        of tuned: TunedRun,
        under conditions: Conditions
    ) -> Line {
        let settings = Set(tuned.gridSettings(points: 48)).union(curve.measured.map(\.memory))
        return Line(
            strategy: curve.strategy,
            options: settings.sorted().compactMap {
                tuned.option(at: $0, curve.strategy, under: conditions)
            },
            measured: curve.measured,
            model: curve.modelDescription
        )
    }

    private static func baseline(of tuned: TunedRun, under conditions: Conditions) -> Option? {
        guard
            let memory = conditions.currentMemory
                ?? tuned.run.record.function.configuredMemoryMB,
            let strategy = tuned.curves.first?.strategy
        else { return nil }
        return tuned.option(at: memory, strategy, under: conditions)
    }
}

extension Findings {
    /// Everything about the run but its samples.
    package var record: RunRecord { tuned.run.record }

    /// The function's name with nothing in it that a terminal would obey.
    package var functionName: String { record.function.name.printable }

    /// The sign of the currency that costs are in.
    package var currencySign: String { conditions.tariff.prices.currency.sign }

    /// Cautions of the run and of the choice, each once.
    package var cautions: [Caution] {
        var seen: Set<Caution> = []
        return (tuned.cautions + recommendation.cautions).filter { seen.insert($0).inserted }
    }

    /// What a month costs with an option, in currency units.
    package func monthlyCost(of option: Option) -> Double {
        option.costPerMillion.value * Double(conditions.monthlyInvocations) / 1_000_000
    }

    /// What a month costs less with the choice than with the baseline, in currency units.
    ///
    /// - Edge cases: zero without a baseline, negative where the choice costs more.
    package var monthlySavings: Double {
        baseline.map { monthlyCost(of: $0) - monthlyCost(of: recommendation.choice) } ?? 0
    }
}
