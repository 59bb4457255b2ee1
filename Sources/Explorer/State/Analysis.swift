package import Estimation
package import LambdaPlatform
package import Measurement
package import Tuning

/// A run under conditions, worked out once and drawn often.
package struct Analysis: Sendable {
    /// The curves and samples, converted where another platform model is supposed.
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
    /// - Parameters:
    ///   - run: The run.
    ///   - conditions: What it is looked at under.
    ///   - earlier: An analysis of the same run, whose options are taken over where the change of
    ///     conditions leaves them as they are.
    /// - Cost: one recommendation and, where prices changed, about a hundred options a strategy.
    package init(of run: TunedRun, under conditions: Conditions, after earlier: Analysis? = nil) {
        let isSamePlatform = earlier.map { $0.conditions.platform == conditions.platform } ?? false
        let run = isSamePlatform ? earlier?.run ?? run : run.supposing(conditions.platform)
        let current = conditions.currentMemory ?? run.run.record.function.configuredMemoryMB
        let known = earlier?.hasOptions(of: conditions) ?? false ? earlier : nil
        let grid = run.gridSettings(points: Self.gridPoints)
        let drawn = Self.options(of: run, at: grid, under: conditions, known: known)
        let recommendation = run.recommendation(under: conditions) { drawn[$1]?[$0] }
        let always = [recommendation.choice.memory] + (current.map { [$0] } ?? [])
        let settings = Set(grid).union(always).sorted()
        self.run = run
        self.conditions = conditions
        self.platform = conditions.platform ?? run.run.record.platform
        self.settings = settings
        self.lines = run.curves.map { curve in
            StrategyLine(
                strategy: curve.strategy,
                options: settings.compactMap { memory in
                    drawn[curve.strategy]?[memory]
                        ?? run.option(at: memory, curve.strategy, under: conditions)
                },
                measured: curve.measured,
                kneeMB: curve.kneeMB
            )
        }
        self.recommendation = recommendation
        self.frontier = Self.frontier(of: lines, under: conditions)
        self.currentMemory = current
    }

    /// The options of every strategy at settings, taken from an earlier analysis where it has them.
    private static func options(
        of run: TunedRun,
        at settings: [MemorySetting],
        under conditions: Conditions,
        known: Analysis?
    ) -> [ThreadingStrategy: [MemorySetting: Option]] {
        var options: [ThreadingStrategy: [MemorySetting: Option]] = [:]
        for strategy in run.curves.map(\.strategy) {
            for memory in settings {
                options[strategy, default: [:]][memory] =
                    known?.drawnOption(at: memory, strategy)
                    ?? run.option(at: memory, strategy, under: conditions)
            }
        }
        return options
    }

    /// The options drawn that no other within the measured settings beats, from cheapest to fastest.
    private static func frontier(
        of lines: [StrategyLine],
        under conditions: Conditions
    ) -> [Option] {
        var best = Double.infinity
        return lines.filter { conditions.strategies?.contains($0.strategy) ?? true }
            .flatMap { line in
                line.options.filter { option in
                    guard let first = line.measured.first?.memory,
                        let last = line.measured.last?.memory
                    else { return false }
                    return conditions.candidates?.contains(option.memory)
                        ?? (first...last).contains(option.memory)
                }
            }
            .sorted {
                ($0.costPerMillion.value, $0.durationMS.value)
                    < ($1.costPerMillion.value, $1.durationMS.value)
            }
            .filter { option in
                guard option.durationMS.value < best else { return false }
                best = option.durationMS.value
                return true
            }
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
        drawnOption(at: memory, strategy)
            ?? run.option(at: memory, strategy, under: conditions)
    }

    /// The option at one of ``settings``; nil at any other.
    private func drawnOption(at memory: MemorySetting, _ strategy: ThreadingStrategy) -> Option? {
        guard let index = settings.binarySearch(memory),
            let line = lines.first(where: { $0.strategy == strategy }),
            line.options.indices.contains(index)
        else { return nil }
        return line.options[index]
    }

    /// Whether options under other conditions are the same: those that decide a price are.
    private func hasOptions(of other: Conditions) -> Bool {
        // The month's traffic decides how far environments kept provisioned are used.
        let isSameUse =
            conditions.provisionedConcurrency == 0
            || conditions.monthlyInvocations == other.monthlyInvocations
        return conditions.tariff == other.tariff
            && conditions.coldStartShare == other.coldStartShare
            && conditions.ephemeralStorageMB == other.ephemeralStorageMB
            && conditions.provisionedConcurrency == other.provisionedConcurrency
            && conditions.platform == other.platform && isSameUse
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

    /// The smallest option that keeps the latency limit with any strategy; nil without a limit.
    package var smallestWithinLimit: Option? {
        lines.flatMap(\.options).filter { keepsLimit($0) == true }
            .min { $0.memory < $1.memory }
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

extension Array where Element: Comparable {
    /// The position of an element in an ascending array; nil where it is not.
    func binarySearch(_ element: Element) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < element { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low] == element ? low : nil
    }
}
