import Estimation
import LambdaPlatform

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A smooth curve and the steps on it, fitted together.
struct FittedCurve: Sendable {
    /// What is believed about the smooth part.
    let posterior: CurvePosterior

    /// The steps of a short function, where it has any.
    let staircase: AveragedStaircase?

    /// The shares of the duration at one vCPU that may be CPU time.
    private static let cpuShares = [0.25, 0.45, 0.65, 0.8, 0.92, 1]

    /// CPU times in ms that the runtime may use just before the handler, where durations tell.
    private static let preludes = [0, BandwidthModel.managedRuntimePreludeMS, 2.2]

    /// The duration in ms up to which the runtime's own CPU time moves the steps.
    private static let preludeMatters = 30.0

    /// By how much steps must raise the log evidence where no single durations tell of them: odds of
    /// twenty, since a few means often look stepped by chance.
    private static let leastGain = 3.0

    /// Fits a curve; for a short function, with the steps that make the points most likely.
    ///
    /// - Parameters:
    ///   - points: what was measured.
    ///   - library: the shapes it may have.
    ///   - rows: `library.logDurations(at:)` of each point, where at hand.
    ///   - quota: how the quota was kept; nil where it was not, and for several threads.
    ///   - samples: single durations at each point, where at hand.
    /// - Cost: one fit, or about three for functions under 100 ms at full speed.
    init(
        points: [CurvePosterior.Point],
        library: ShapeLibrary,
        rows: [[Double]]? = nil,
        quota: EnforcedQuota? = nil,
        samples: [SingleDurations] = []
    ) {
        let smooth = CurvePosterior(points: points, library: library, rows: rows)
        let stepped = quota.flatMap { Self.stepped(smooth, points, library, rows, $0, samples) }
        self.posterior = stepped?.posterior ?? smooth
        self.staircase = stepped?.staircase
    }

    /// The curve with the steps of a short function, where they make the points more likely.
    private static func stepped(
        _ smooth: CurvePosterior,
        _ points: [CurvePosterior.Point],
        _ library: ShapeLibrary,
        _ rows: [[Double]]?,
        _ quota: EnforcedQuota,
        _ samples: [SingleDurations]
    ) -> (posterior: CurvePosterior, staircase: AveragedStaircase)? {
        guard let fastest = fullSpeedMS(smooth, points, quota) else { return nil }
        // Phases make durations lopsided: cutting their ends would cut the mean.
        let means = withMeans(points, of: samples)
        let staircases = staircases(fastest, quota, isTold: !samples.isEmpty)
        let scatter = scatterAtFullSpeed(samples, quota)
        let likelihoods = staircases.map { staircase in
            if samples.isEmpty {
                let screened = smoothed(means, by: staircase.factor)
                return CurvePosterior(points: screened, library: library.screen, rows: rows)
                    .logEvidence
            }
            return staircase.logLikelihood(of: samples, scatter: scatter)
        }
        guard let average = AveragedStaircase(staircases, logLikelihoods: likelihoods) else {
            return nil
        }
        let stepped = CurvePosterior(
            points: smoothed(means, by: average.factor),
            library: library,
            rows: rows
        )
        let level =
            means == points ? smooth : CurvePosterior(points: means, library: library, rows: rows)
        let least = samples.isEmpty ? leastGain : 0
        return stepped.logEvidence > level.logEvidence + least ? (stepped, average) : nil
    }

    /// Every way in which the steps of a function of a given duration at full speed may lie.
    private static func staircases(
        _ fastest: Double,
        _ quota: EnforcedQuota,
        isTold: Bool
    ) -> [Staircase] {
        let preludes = isTold && fastest < preludeMatters ? preludes : [quota.preludeMS]
        return preludes.flatMap { prelude in
            var quota = quota
            quota.preludeMS = prelude
            return cpuShares.map { share in
                Staircase(
                    cpuMS: share * fastest,
                    waitingMS: (1 - share) * fastest,
                    quota: quota
                )
            }
        }
    }

    /// The points at the arithmetic means of their single durations, where at hand.
    private static func withMeans(
        _ points: [CurvePosterior.Point],
        of samples: [SingleDurations]
    ) -> [CurvePosterior.Point] {
        guard samples.count == points.count else { return points }
        return zip(points, samples).map { $0.divided(by: $0.milliseconds / $1.mean) }
    }

    /// The deviation of log durations where the quota does not hold one thread back.
    private static func scatterAtFullSpeed(
        _ samples: [SingleDurations],
        _ quota: EnforcedQuota
    ) -> Double {
        let free = samples.filter {
            quota.platform.vcpuShare(at: $0.memory) > 0.9 && $0.milliseconds.count > 1
        }
        let deviations = free.flatMap { sample in
            sample.milliseconds.map { log($0 / sample.mean) }
        }
        guard deviations.count > 2, let spread = OrderedSample(deviations).standardDeviation
        else { return DurationCurve.assumedDeviation }
        return max(spread, 0.02)
    }

    /// The points with the steps divided out: what is left is smooth again.
    private static func smoothed(
        _ points: [CurvePosterior.Point],
        by factor: (MemorySetting) -> Double
    ) -> [CurvePosterior.Point] {
        points.map { $0.divided(by: factor(MemorySetting(clamping: Int($0.megabytes)))) }
    }

    /// The duration in ms where the share no longer limits one thread, if the function is short and
    /// was slowed down anywhere.
    private static func fullSpeedMS(
        _ posterior: CurvePosterior,
        _ points: [CurvePosterior.Point],
        _ quota: EnforcedQuota
    ) -> Double? {
        let knee = quota.platform.megabytesPerVCPU
        guard points.count > 1, let last = points.map(\.megabytes).max(), last > 0.8 * knee,
            points.contains(where: { $0.megabytes < knee })
        else { return nil }
        let duration = posterior.durationMS(at: max(last, knee)).value
        return duration > 1 && duration < Staircase.longestCPUMS ? duration : nil
    }
}
