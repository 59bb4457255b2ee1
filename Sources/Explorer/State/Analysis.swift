package import Estimation
package import LambdaPlatform
package import Measurement
package import Tuning

/// A run under conditions, worked out once and drawn often.
package struct Analysis: Sendable {
    /// The curves and samples.
    package let run: TunedRun

    /// What it was worked out under.
    package let conditions: Conditions

    /// The model of memory to CPU.
    package let platform: PlatformModel

    /// The settings that the cursor stops at, ascending.
    package let settings: [MemorySetting]

    /// One line per strategy.
    package let lines: [StrategyLine]

    /// The choice, why, and what else there is.
    package let recommendation: Recommendation

    /// The options that no other beats in both duration and cost.
    package let frontier: [Option]

    /// The setting in use today, where known.
    package let currentMemory: MemorySetting?

    /// A strategy's options along memory.
    package struct StrategyLine: Hashable, Sendable {
        /// The strategy.
        package let strategy: ThreadingStrategy

        /// The options in ascending order of memory.
        package let options: [Option]

        /// What was measured.
        package let measured: [MeasuredSetting]

        /// The memory in MB beyond which more gains almost nothing, where the fit sees it.
        package let kneeMB: Estimate?
    }

    /// Works out everything that is drawn about a run.
    ///
    /// - Cost: one recommendation, one frontier and about a hundred options a strategy.
    package init(of run: TunedRun, under conditions: Conditions) {
        let current = conditions.currentMemory ?? run.run.record.function.configuredMemoryMB
        let recommendation = run.recommendation(under: conditions)
        let always = [recommendation.choice.memory] + (current.map { [$0] } ?? [])
        let settings = Set(run.gridSettings(points: Self.gridPoints)).union(always).sorted()
        self.run = run
        self.conditions = conditions
        self.platform = conditions.platform ?? run.run.record.platform
        self.settings = settings
        self.lines = run.curves.map { curve in
            StrategyLine(
                strategy: curve.strategy,
                options: settings.compactMap {
                    run.option(at: $0, curve.strategy, under: conditions)
                },
                measured: curve.measured,
                kneeMB: curve.kneeMB
            )
        }
        self.recommendation = recommendation
        self.frontier = run.frontier(under: conditions)
        self.currentMemory = current
    }

    /// The steps of equal ratio along memory; measured and notable settings come on top.
    private static let gridPoints = 80
}

extension Analysis {
    /// The chosen option.
    package var choice: Option { recommendation.choice }

    /// The currency of every amount.
    package var currency: Currency { conditions.tariff.prices.currency }

    /// The function's name.
    package var name: String { run.run.record.function.name }

    /// The option at a setting; works it out where the setting is none of ``settings``.
    package func option(at memory: MemorySetting, _ strategy: ThreadingStrategy) -> Option? {
        let line = lines.first { $0.strategy == strategy }
        return line?.options.first { $0.memory == memory }
            ?? run.option(at: memory, strategy, under: conditions)
    }

    /// The option in use today, with the given strategy.
    package func current(_ strategy: ThreadingStrategy) -> Option? {
        currentMemory.flatMap { option(at: $0, strategy) }
    }

    /// What the invocations of a month cost with an option, in currency units.
    package func monthlyCost(of option: Option) -> Double {
        option.costPerMillion.value * Double(conditions.monthlyInvocations) / 1_000_000
    }

    /// The duration that half of the invocations do not exceed, in ms.
    package func p50MS(of option: Option) -> Double? {
        run.curve(for: option.strategy)?.quantileMS(0.5, at: option.memory).value
    }

    /// Whether an option keeps the latency limit; nil without a limit.
    package func keepsLimit(_ option: Option) -> Bool? {
        guard let limit = conditions.latencyLimit else { return nil }
        let reached =
            limit.quantile == 0.95
            ? option.p95MS.value
            : run.curve(for: option.strategy)?.quantileMS(limit.quantile, at: option.memory).value
        return reached.map { $0 <= limit.milliseconds }
    }

    /// The smallest setting that keeps the latency limit with any strategy; nil without a limit.
    package var smallestWithinLimit: MemorySetting? {
        lines.flatMap(\.options).filter { keepsLimit($0) == true }.map(\.memory).min()
    }

    /// The number of a strategy, which decides its color and its mark.
    package func series(of strategy: ThreadingStrategy) -> Int {
        lines.firstIndex { $0.strategy == strategy } ?? 0
    }

    /// The lines worth drawing together: all of a few; of many, one thread's, the choice's and the
    /// one that is looked at.
    package func drawnLines(lookingAt strategy: ThreadingStrategy) -> [StrategyLine] {
        guard lines.count > 3 else { return lines }
        return lines.filter {
            $0.strategy == .single || $0.strategy == choice.strategy || $0.strategy == strategy
        }
    }

    /// The measured settings of all strategies, ascending.
    package var measuredSettings: [MemorySetting] {
        Set(lines.flatMap { $0.measured.map(\.memory) }).sorted()
    }
}
