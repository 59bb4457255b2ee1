package import Estimation
package import LambdaPlatform
package import Measurement

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What was measured at one pair of memory setting and strategy, in figures.
///
/// Warm, successful, counted invocations make the durations; the rest is counted apart.
package struct MeasuredSetting: Hashable, Sendable {
    /// The memory setting.
    package let memory: MemorySetting

    /// The threading strategy.
    package let strategy: ThreadingStrategy

    /// How many warm, successful invocations count.
    package let count: Int

    /// The typical duration in ms: the mean without the fastest and slowest fifth, with its 90 %
    /// interval.
    package let durationMS: Estimate

    /// The duration in ms that half of the invocations do not exceed.
    package let p50MS: Double

    /// The duration in ms that 95 % of the invocations do not exceed.
    package let p95MS: Double

    /// The median CPU time in ms, where known.
    package let cpuMS: Double?

    /// The median time in ms that threads were held back by the quota, where known.
    package let throttledMS: Double?

    /// The median init duration in ms over cold starts, where there were any.
    package let initMS: Double?

    /// The most memory seen in use, in MB, where known.
    package let maxMemoryUsedMB: Double?

    /// Whether the durations were projected from unthrottled invocations.
    package let isProjected: Bool

    /// Invocations that did not succeed, by how they ended.
    package let failures: [InvocationStatus: Int]

    /// The logarithms of single durations over the typical one, in ascending order.
    package let logDeviations: [Double]

    /// The logarithms of single durations over the typical one of their own event.
    package let logScatter: [Double]

    /// How many invocations of one event would leave the same doubt; ``count`` without a mix.
    package let effectiveCount: Double

    /// The typical duration in ms of each event of a mix, with the event's share; one entry with an
    /// empty name without a mix.
    package let events: [MixMean.Part]
}

extension MeasuredSetting {
    /// The share of invocations cut from either end before durations are averaged.
    ///
    /// - Source: aws-lambda-power-tuning and the published measurements report the same mean.
    static let trimmedShare = 0.2

    /// The same figures at the setting that has the share there which this one had where it was
    /// measured; they count as projected.
    func converted(to memory: MemorySetting) -> MeasuredSetting {
        MeasuredSetting(
            memory: memory,
            strategy: strategy,
            count: count,
            durationMS: durationMS,
            p50MS: p50MS,
            p95MS: p95MS,
            cpuMS: cpuMS,
            throttledMS: throttledMS,
            initMS: initMS,
            maxMemoryUsedMB: maxMemoryUsedMB,
            isProjected: true,
            failures: failures,
            logDeviations: logDeviations,
            logScatter: logScatter,
            effectiveCount: effectiveCount,
            events: events
        )
    }

    /// The durations of single invocations, evenly picked where there are many.
    var singles: SingleDurations {
        let step = max(1, logDeviations.count / Self.tellingSingles)
        return SingleDurations(
            memory: memory,
            milliseconds: stride(from: 0, to: logDeviations.count, by: step).map {
                durationMS.value * exp(logDeviations[$0])
            }
        )
    }

    /// How many single durations of a setting tell its hosts and steps apart: more only cost time.
    private static let tellingSingles = 200

    /// How much of the invocations failed, 0…1.
    package var failureShare: Double {
        let failed = failures.values.reduce(0, +)
        return failed == 0 ? 0 : Double(failed) / Double(failed + count)
    }
}
