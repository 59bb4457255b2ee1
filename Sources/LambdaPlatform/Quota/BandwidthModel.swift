/// How long a burst of CPU work takes under a bandwidth quota: the staircase of short functions.
///
/// The scheduler grants a quota of CPU time each period and looks only at its ticks whether the quota
/// is used up. Work may therefore overrun to the next tick and pays the debt in later periods; a
/// short burst ends well before CPU time ÷ share, and durations gather just above whole periods.
///
/// - Unit: ms throughout.
/// - Shape: at the start `quota` is at hand; at every period's end `hand = min(quota, hand + quota)`;
///   at every tick, `hand ≤ 0` puts every thread to sleep until the first period with `hand > 0`.
/// - Source: Linux CFS bandwidth control (`kernel/sched/fair.c`); fitted to 975,000 invocations in the
///   artefact of Lin, Ma and Shahrad, "Demystifying Serverless Costs", EuroSys 2026.
package struct BandwidthModel: Hashable, Sendable {
    /// The CPU time granted in each period.
    package let quotaMS: Double

    /// The length of a period.
    package let periodMS: Double

    /// The time between two looks at the quota; ticks fall on the period's start.
    package let tickMS: Double

    /// CPU time used just before the burst by the runtime that hands over the event.
    package let preludeMS: Double

    /// Takes a quota and how it is enforced.
    ///
    /// - Edge cases: quota, period and tick are held to at least 0.001 ms, the prelude to 0 or more.
    package init(
        quotaMS: Double,
        periodMS: Double = PlatformModel.periodMS,
        tickMS: Double = PlatformModel.tickMS,
        preludeMS: Double = 0
    ) {
        self.quotaMS = max(0.001, quotaMS)
        self.periodMS = max(0.001, periodMS)
        self.tickMS = min(max(0.001, tickMS), max(0.001, periodMS))
        self.preludeMS = max(0, preludeMS)
    }

    /// Takes the quota that a memory setting carries.
    package init(
        memory: MemorySetting,
        platform: PlatformModel = .standard,
        preludeMS: Double = 0
    ) {
        self.init(quotaMS: platform.quotaMS(at: memory), preludeMS: preludeMS)
    }
}

extension BandwidthModel {
    /// CPU time that Lambda's managed runtimes use around a handler.
    ///
    /// - Source: of the 17.26 ms that the artefact's task takes unthrottled, about 1.2 ms are spent
    ///   outside its own timed section.
    package static let managedRuntimePreludeMS = 1.2

    /// The duration until the last of several threads is done, all under one quota.
    ///
    /// Threads run at once up to the number of processors and share those evenly beyond it.
    ///
    /// - Parameters:
    ///   - threadsCPUMS: the CPU time that each thread needs.
    ///   - processors: how many threads can run at the same moment, at least one.
    ///   - startPhaseMS: how far into a period the burst starts.
    /// - Returns: the duration in ms; none for no CPU time.
    /// - Cost: one step per tick of the duration.
    package func durationMS(
        threadsCPUMS: [Double],
        processors: Int,
        startPhaseMS: Double
    ) -> Double {
        var burst = Burst(
            model: self,
            left: threadsCPUMS.filter { $0 > 0 && $0.isFinite }.sorted(by: >),
            processors: max(1, processors),
            startPhaseMS: startPhaseMS
        )
        return burst.duration()
    }
}

/// A burst of work on its way through the periods.
private struct Burst {
    let model: BandwidthModel
    /// CPU time that each unfinished thread still needs, the longest first.
    var left: [Double]
    let processors: Int
    var hand: Double
    var now: Double
    let start: Double
    /// Counted from the first period, so that boundaries do not drift by rounding.
    var period = 1
    var tick: Int

    init(model: BandwidthModel, left: [Double], processors: Int, startPhaseMS: Double) {
        let phase = startPhaseMS - (startPhaseMS / model.periodMS).rounded(.down) * model.periodMS
        self.model = model
        self.left = left
        self.processors = processors
        self.hand = model.quotaMS - model.preludeMS
        self.start = phase
        self.now = phase
        self.tick = Int(phase / model.tickMS) + 1
    }

    private var periodEnd: Double { Double(period) * model.periodMS }
    private var nextTick: Double { Double(tick) * model.tickMS }

    mutating func duration() -> Double {
        // A quota that feeds every processor the burst can use is never used up.
        let width = Double(min(left.count, processors))
        guard model.quotaMS < width * model.periodMS else {
            return unthrottled()
        }
        while let shortest = left.last {
            let speed = min(1, Double(processors) / Double(left.count))
            let step = min(periodEnd, nextTick) - now
            let needed = shortest / speed
            if needed <= step {
                advance(by: needed, speed: speed)
                continue
            }
            advance(by: step, speed: speed)
            passBoundaries()
        }
        return now - start
    }

    private mutating func unthrottled() -> Double {
        while let shortest = left.last {
            let speed = min(1, Double(processors) / Double(left.count))
            advance(by: shortest / speed, speed: speed)
        }
        return now - start
    }

    private mutating func advance(by time: Double, speed: Double) {
        now += time
        hand -= time * speed * Double(left.count)
        let done = time * speed * (1 + 1e-12)
        left = left.map { $0 - done }.filter { $0 > 1e-9 }
    }

    private mutating func passBoundaries() {
        if now >= periodEnd - 1e-9 { refill() }
        guard now >= nextTick - 1e-9 else { return }
        tick += 1
        guard hand <= 0 else { return }
        while hand <= 0 {
            now = periodEnd
            refill()
        }
        tick = Int(now / model.tickMS + 1e-9) + 1
    }

    private mutating func refill() {
        hand = min(model.quotaMS, hand + model.quotaMS)
        period += 1
    }
}
