package import Estimation
package import LambdaPlatform
package import Measurement

/// Threading strategies side by side at every setting, and what follows from it.
package struct ThreadingComparison: Hashable, Sendable {
    /// The settings measured with any strategy, and whole vCPUs beyond them, in order of memory.
    package let settings: [Setting]

    /// What was found about each strategy but `single`.
    package let findings: [Finding]

    /// How far one unthrottled profile of each strategy is from what was measured.
    ///
    /// - Edge cases: empty where nothing was profiled and no setting was unthrottled.
    package let profileErrors: [ThreadingProfile.Error]

    /// Profiles that were taken while the machine was faster or slower than it was when measuring.
    package let profileDoubts: [Caution]

    /// All strategies at one setting.
    package struct Setting: Hashable, Sendable {
        /// The memory setting.
        package let memory: MemorySetting

        /// The processor share granted there, in vCPUs.
        package let vcpuShare: Double

        /// The processors that a function sees there.
        package let visibleProcessors: Int

        /// One result for each strategy, `single` first.
        package let results: [Result]
    }

    /// One strategy at one setting.
    package struct Result: Hashable, Sendable {
        /// Duration and cost, and whether they were measured.
        package let option: Option

        /// How many times faster than `single` at the same setting; below 1 it is slower.
        package let speedUp: Estimate

        /// The speed-up over what the share allows, `min(share, processors) ÷ min(share, 1)`.
        package let efficiency: Double

        /// Median CPU time in ms, where it was measured here.
        package let cpuMS: Double?

        /// Median time in ms held back by the quota, where it was measured here.
        package let throttledMS: Double?

        /// The 95th percentile of duration over the median, where it was measured here.
        package let tailRatio: Double?

        /// The slow end of the durations, where it was measured here.
        package let tail: Tail?
    }

    /// The slow end of measured durations.
    package struct Tail: Hashable, Sendable {
        /// The share of invocations that took no longer: 0.99 from a hundred invocations on, 0.95 from
        /// twenty on, else 1, which is the slowest.
        package let quantile: Double

        /// Its duration over the median.
        package let ratio: Double
    }

    /// What was found about one strategy.
    package struct Finding: Hashable, Sendable {
        /// The strategy.
        package let strategy: ThreadingStrategy

        /// The law that its throughput follows above one vCPU, where it was measured there.
        package let law: ScalingLaw?

        /// Which kind of law that is.
        package let lawKind: ScalingLawKind?

        /// The share of the work that more processors can take over, 0…1, with its interval.
        package let parallelFraction: Estimate?

        /// The memory in MB from which on it is at least 1 % faster than `single`; nil if nowhere.
        package let crossoverMB: Estimate?

        /// Its fastest option where it pays, of those that the machine has the processors for; its
        /// recommended one where it pays nowhere.
        package let best: Option

        /// How many times faster its best is than what is recommended of `single`.
        package let speedUpOfBest: Estimate

        /// What its best costs over what the recommended option of `single` costs.
        package let costRatioOfBest: Estimate

        /// The least and most that it costs over `single` at settings of less than one vCPU.
        ///
        /// - Unit: a share: 0.01 is 1 % more.
        /// - Edge cases: nil where no such setting was measured.
        package let costBelowOneVCPU: ClosedRange<Double>?

        /// How much more CPU time grows from one vCPU to the smallest setting than that of `single`.
        ///
        /// - Shape: somewhat above 1, each stop by the quota costs several threads more than one; far
        ///   above 1, threads burn CPU time while they wait for each other.
        /// - Edge cases: nil unless both are known.
        package let cpuGrowth: Double?

        /// Whether its threads spin while they wait; nil where that was not looked at.
        package let spins: Bool?

        /// The finding in a sentence.
        package let sentence: String
    }
}

extension ThreadingComparison {
    /// The speed-up from which on threading is said to pay.
    ///
    /// Less is within what two runs of one program differ by.
    package static let payingSpeedUp = 1.01

    /// The growth of CPU time under the quota, over that of one thread, that is worth a word.
    package static let notableGrowth = 1.1

    /// The growth from which on threads are said to spin: filling caches again after each stop was
    /// never seen to cost several threads as much more than one.
    package static let spinningGrowth = 1.5
}
