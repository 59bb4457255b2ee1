import Estimation
import LambdaPlatform

/// A smooth curve and the steps on it, fitted together.
struct FittedCurve: Sendable {
    /// What is believed about the smooth part.
    let posterior: CurvePosterior

    /// The steps of a short function, where it has any.
    let staircase: Staircase?

    /// The shares of the duration at one vCPU that may be CPU time.
    private static let cpuShares = [0.25, 0.45, 0.65, 0.8, 0.92, 1]

    /// Fits a curve; for a short function, with the steps that make the points most likely.
    ///
    /// - Parameters:
    ///   - points: what was measured.
    ///   - library: the shapes it may have.
    ///   - rows: `library.logDurations(at:)` of each point, where at hand.
    ///   - quota: how the quota was kept; nil where it was not, and for several threads.
    /// - Cost: one fit, or about three for functions under 100 ms at full speed.
    init(
        points: [CurvePosterior.Point],
        library: ShapeLibrary,
        rows: [[Double]]? = nil,
        quota: EnforcedQuota? = nil
    ) {
        var best = CurvePosterior(points: points, library: library, rows: rows)
        var steps: Staircase?
        if let quota, let fastest = Self.fullSpeedMS(best, points, quota) {
            let screened = Self.cpuShares.map { share in
                let staircase = Staircase(
                    cpuMS: share * fastest,
                    waitingMS: (1 - share) * fastest,
                    quota: quota
                )
                let smooth = Self.smoothed(points, by: staircase)
                let screen = CurvePosterior(points: smooth, library: library.screen, rows: rows)
                return (staircase, smooth, screen.logEvidence)
            }
            if let (staircase, smooth, _) = screened.max(by: { $0.2 < $1.2 }) {
                let stepped = CurvePosterior(points: smooth, library: library, rows: rows)
                if stepped.logEvidence > best.logEvidence {
                    best = stepped
                    steps = staircase
                }
            }
        }
        self.posterior = best
        self.staircase = steps
    }

    /// The points with the steps divided out: what is left is smooth again.
    private static func smoothed(
        _ points: [CurvePosterior.Point],
        by staircase: Staircase
    ) -> [CurvePosterior.Point] {
        points.map {
            let memory = MemorySetting(clamping: Int($0.megabytes))
            return $0.divided(by: staircase.factor(at: memory))
        }
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
