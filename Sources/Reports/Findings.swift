import Estimation
package import LambdaPlatform
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

    /// The strategies beside one another, where there are several.
    package let threading: ThreadingComparison?

    /// A month of traffic at each setting, where one was forecast.
    package var capacity: CapacityFindings?

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

        /// Whether a setting has samples of its own, measured or projected.
        package func hasSamples(at memory: MemorySetting) -> Bool {
            measured.contains { $0.memory == memory }
        }
    }
}

extension Findings {
    /// Works out everything a report says about a run.
    ///
    /// - Cost: one recommendation and about sixty options for each strategy.
    package init(of tuned: TunedRun, under conditions: Conditions) {
        var conditions = conditions
        conditions.currentMemory =
            conditions.currentMemory ?? tuned.run.record.function.configuredMemoryMB
        self.tuned = tuned
        self.conditions = conditions
        let recommendation = tuned.recommendation(under: conditions)
        self.recommendation = recommendation
        threading = tuned.threadingComparison(under: conditions)
        let marked = [recommendation.choice.memory, recommendation.comparison?.current.memory]
        lines = tuned.curves.map { curve in
            Self.line(along: curve, and: marked.compactMap(\.self), of: tuned, under: conditions)
        }
    }

    private static func line(
        along curve: DurationCurve,
        and marked: [MemorySetting],
        of tuned: TunedRun,
        under conditions: Conditions
    ) -> Line {
        let settings = Set(tuned.gridSettings(points: 48) + marked)
            .union(curve.measured.map(\.memory))
        return Line(
            strategy: curve.strategy,
            options: settings.sorted().compactMap {
                tuned.option(at: $0, curve.strategy, under: conditions)
            },
            measured: curve.measured,
            model: curve.modelDescription
        )
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

    /// The choice against the setting in use today, where the run or the conditions name it.
    package var comparison: Recommendation.Comparison? { recommendation.comparison }

    /// The model that vCPU shares are told with.
    var platform: PlatformModel { conditions.platform ?? record.platform }
}
