package import Estimation
package import LambdaPlatform
package import Measurement

/// What was measured at one pair of memory setting and strategy, in figures.
///
/// Warm, successful, counted invocations make the durations; the rest is counted apart.
package struct MeasuredSetting: Hashable, Sendable {
    package let memory: MemorySetting
    package let strategy: ThreadingStrategy
    /// Counted warm successful invocations.
    package let count: Int
    /// Typical (robust mean) duration in ms with its 90 % interval.
    package let durationMS: Estimate
    /// Quantiles of single invocations in ms, where there were enough to say.
    package let p50MS: Double
    package let p95MS: Double
    /// Median CPU time and throttled time in ms, where known.
    package let cpuMS: Double?
    package let throttledMS: Double?
    /// Median INIT in ms over cold starts, where there were any.
    package let initMS: Double?
    /// The most memory seen, in MB, where known.
    package let maxMemoryUsedMB: Double?
    /// Whether the durations were projected from unthrottled runs.
    package let isProjected: Bool
    /// Invocations that did not succeed, by status.
    package let failures: [InvocationStatus: Int]
}

/// The duration of one strategy at every memory setting, with its uncertainty.
package struct DurationCurve: Sendable {
    package let strategy: ThreadingStrategy
    /// The settings it was fitted to, in order of memory.
    package let measured: [MeasuredSetting]
}

extension DurationCurve {
    /// The typical (mean) duration in ms with the 90 % interval of that mean.
    package func durationMS(at memory: MemorySetting) -> Estimate { fatalError("contract") }

    /// A quantile (0…1) of single invocations' durations in ms with its 90 % interval.
    package func quantileMS(_ quantile: Double, at memory: MemorySetting) -> Estimate {
        fatalError("contract")
    }

    /// Whether the figure at this setting was projected instead of measured or interpolated
    /// between measured settings.
    package func isProjected(at memory: MemorySetting) -> Bool { fatalError("contract") }

    /// Whether the setting was itself measured.
    package func isMeasured(at memory: MemorySetting) -> Bool { fatalError("contract") }

    /// The setting beyond which more memory gains (almost) nothing, in MB, where the fit sees one.
    package var kneeMB: Estimate? { fatalError("contract") }

    /// What the fit says the duration is made of, at full speed: ms of waiting, of serial CPU time and of parallel CPU time.
    package var parts: (waitingMS: Double, serialMS: Double, parallelMS: Double) {
        fatalError("contract")
    }

    /// One line that names the model, for reports: "physical (waiting 2 ms, serial 0 ms, parallel 240 ms) averaged with …".
    package var modelDescription: String { fatalError("contract") }
}
