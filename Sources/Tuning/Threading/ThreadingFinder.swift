import Estimation
import LambdaPlatform
import Measurement

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Works out what one strategy brings over `single`.
struct ThreadingFinder {
    let run: TunedRun
    let single: DurationCurve
    let curve: DurationCurve
    let conditions: Conditions

    /// Everything found, with the sentence that says it.
    var finding: ThreadingComparison.Finding {
        let fit = ScalingLaw.better(fitting: observations)
        let crossover = crossoverMB
        let best = best(beyond: crossover)
        let rival = recommended(single)
        let speedUp = run.durationRatio(of: rival, to: best)
        let cost = run.costRatio(of: best, to: rival)
        let wording = ThreadingWording(
            strategy: curve.strategy,
            crossoverMB: crossover,
            best: best,
            rival: rival,
            speedUp: speedUp,
            costRatio: cost,
            costBelow: costBelowOneVCPU,
            oneVCPU: oneVCPU,
            cpuGrowth: cpuGrowth,
            crowdedGrowth: profile?.spins == true ? profile?.crowdedGrowth : nil
        )
        return ThreadingComparison.Finding(
            strategy: curve.strategy,
            law: fit?.law,
            lawKind: fit?.kind,
            parallelFraction: parallelFraction,
            crossoverMB: crossover,
            best: best,
            speedUpOfBest: speedUp,
            costRatioOfBest: cost,
            costBelowOneVCPU: costBelowOneVCPU,
            cpuGrowth: cpuGrowth,
            spins: profile?.spins,
            sentence: wording.sentence
        )
    }

    /// How many times faster a curve is than another at a setting.
    ///
    /// The two are fitted apart, so the relative widths of their intervals add up as squares.
    static func speedUp(
        of curve: DurationCurve,
        over single: DurationCurve,
        at memory: MemorySetting
    ) -> Estimate {
        if curve.strategy == single.strategy { return Estimate(exactly: 1) }
        let durations = [single.durationMS(at: memory), curve.durationMS(at: memory)]
        let half = durations.map { log($0.high / $0.low) / 2 }
            .reduce(0) { ($0 * $0 + $1 * $1).squareRoot() }
        let value = durations[0].value / durations[1].value
        return Estimate(value: value, low: value * exp(-half), high: value * exp(half))
    }

    private var platform: PlatformModel { run.run.record.platform }

    /// The first setting with a whole vCPU.
    private var oneVCPU: MemorySetting { platform.memory(holding: 1) }

    /// Invocations in a second against the vCPUs that can be used, scaled to one vCPU below it.
    private var observations: [ScalingLaw.Observation] {
        curve.measured.map { setting in
            let processors = Double(PlatformModel.visibleProcessors(at: setting.memory))
            let usable = min(platform.vcpuShare(at: setting.memory), processors)
            return ScalingLaw.Observation(
                processors: max(usable, 1),
                throughput: 1_000 / setting.durationMS.value / min(usable, 1)
            )
        }
    }

    /// The parallel fraction by Amdahl's law from each measured setting above one vCPU, averaged.
    ///
    /// - Shape: `f = (1 − 1/S) ÷ (1 − 1/p)` for the speed-up S on p usable vCPUs; settings weigh by
    ///   the square of `1 − 1/p`, which is how well they can tell. The interval is that of the
    ///   speed-ups, as if they erred together.
    private var parallelFraction: Estimate? {
        var (weights, sums) = (0.0, [0.0, 0.0, 0.0])
        for setting in curve.measured {
            let processors = Double(PlatformModel.visibleProcessors(at: setting.memory))
            let usable = min(platform.vcpuShare(at: setting.memory), processors)
            guard usable > 1.05 else { continue }
            let speedUp = Self.speedUp(of: curve, over: single, at: setting.memory)
            let leverage = 1 - 1 / usable
            weights += leverage * leverage
            for (index, value) in [speedUp.value, speedUp.low, speedUp.high].enumerated() {
                sums[index] += leverage * (1 - 1 / value)
            }
        }
        guard weights > 0 else { return nil }
        let fractions = sums.map { min(max($0 / weights, 0), 1) }
        return Estimate(value: fractions[0], low: fractions[1], high: fractions[2])
    }

    /// Where the speed-up last rises through the one that pays, by value and both interval ends.
    ///
    /// Under one vCPU all threads draw on one quota and cannot be faster for it (unless they overlap
    /// waiting): there the speed-up must be beyond doubt, so its lower end stands for all three.
    private var crossoverMB: Estimate? {
        let lowest = max(single.measured[0].memory, curve.measured[0].memory)
        let settings = run.gridSettings(points: 240).filter { $0 >= lowest }
        let speedUps = settings.map { Self.speedUp(of: curve, over: single, at: $0) }
        func crossing(_ end: (Estimate) -> Double) -> Double? {
            Self.crossing(
                settings,
                zip(settings, speedUps).map { $0 < oneVCPU ? $1.low : end($1) }
            )
        }
        guard let value = crossing(\.value) else { return nil }
        // What beats one thread only with a vCPU of its own cannot be said to do so with less.
        let least = value < Double(oneVCPU.megabytes) ? 0 : Double(oneVCPU.megabytes)
        return Estimate(
            value: value,
            low: max(least, crossing(\.high) ?? value),
            high: crossing(\.low) ?? Double(MemorySetting.largest.megabytes)
        )
    }

    /// The memory from which on the speed-ups stay at or above what pays; nil if the last does not.
    static func crossing(_ settings: [MemorySetting], _ speedUps: [Double]) -> Double? {
        let paying = ThreadingComparison.payingSpeedUp
        guard let last = speedUps.last, last >= paying else { return nil }
        guard let below = speedUps.lastIndex(where: { $0 < paying }) else {
            return settings.first.map { Double($0.megabytes) }
        }
        let (left, right) = (speedUps[below], speedUps[below + 1])
        let start = Double(settings[below].megabytes)
        let end = Double(settings[below + 1].megabytes)
        return start + (end - start) * (paying - left) / (right - left)
    }

    /// The profile that was taken of the strategy, if any.
    private var profile: FunctionProfile? {
        run.run.record.profiles?[curve.strategy.rawValue]
    }

    /// What is recommended if only one strategy is allowed.
    private func recommended(_ curve: DurationCurve) -> Option {
        var conditions = conditions
        conditions.strategies = [curve.strategy]
        return run.recommendation(under: conditions).choice
    }

    /// The fastest option beyond the crossover that this machine has the processors for; the
    /// recommended one where threading does not pay.
    private func best(beyond crossover: Estimate?) -> Option {
        guard let crossover else { return recommended(curve) }
        let host = Double(run.run.record.machine?.processors ?? .max)
        let beyond = curve.measured
            .filter { Double($0.memory.megabytes) >= crossover.value }
            .filter { !$0.isProjected || platform.vcpuShare(at: $0.memory) <= host }
            .map { run.option(at: $0.memory, on: curve, under: conditions) }
        if let fastest = beyond.min(by: { $0.durationMS.value < $1.durationMS.value }) {
            return fastest
        }
        // Nothing was measured where it pays: two vCPUs as the curve has them, marked as projected.
        let two = platform.memory(holding: 2)
        guard Double(two.megabytes) >= crossover.value else { return recommended(curve) }
        return run.option(at: two, on: curve, under: conditions)
    }

    /// The least and most extra cost at measured settings below one vCPU.
    private var costBelowOneVCPU: ClosedRange<Double>? {
        let extra = curve.measured.map(\.memory).filter { $0 < oneVCPU }.map { memory in
            let options = [curve, single].map { run.option(at: memory, on: $0, under: conditions) }
            return options[0].costPerMillion.value / options[1].costPerMillion.value - 1
        }
        guard let least = extra.min(), let most = extra.max() else { return nil }
        return least...most
    }

    /// How much more CPU time grows under the smallest quota than that of `single` does.
    ///
    /// What grows for one thread alike, such as caches that others empty while it waits, is no sign
    /// of threads in each other's way.
    private var cpuGrowth: Double? {
        growth(of: curve).map { $0 / (growth(of: single) ?? 1) }
    }

    /// CPU time at the smallest setting over the least that was seen with a vCPU or more.
    private func growth(of curve: DurationCurve) -> Double? {
        let free = curve.measured.filter { $0.memory >= oneVCPU }.compactMap(\.cpuMS).min()
        guard let small = curve.measured.first, small.memory < oneVCPU, let cpu = small.cpuMS,
            let free, free > 0
        else { return nil }
        return cpu / free
    }
}
