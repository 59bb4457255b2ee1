package import Estimation
package import LambdaPlatform
package import Measurement

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The duration of one strategy at every memory setting, with its uncertainty.
package struct DurationCurve: Sendable {
    /// The strategy that was measured.
    package let strategy: ThreadingStrategy

    /// The settings it was fitted to, in order of memory; at least one.
    package private(set) var measured: [MeasuredSetting]

    /// What is believed about the typical duration.
    let posterior: CurvePosterior

    /// The logarithms of single durations over their setting's typical one, of every setting.
    let deviations: OrderedSample

    /// The standard deviation of the logarithms of single durations of one event.
    let scatter: Double

    /// The steps of a short function, where it has any.
    private(set) var staircase: AveragedStaircase?

    /// The speeds of the hosts, where two of them show.
    let hostSpeeds: HostSpeeds?

    /// The settings just after a step of a short function's cost, within the measured range.
    private(set) var steps: [MemorySetting]

    /// The MB that the fit knows for each MB asked about: 1, unless the curve was converted to a
    /// platform where a vCPU comes with other memory.
    private(set) var fittedPerAsked = 1.0

    /// What single invocations are to the typical one, in nine shares as likely; their mean is 1.
    let billingRatios: [Double]

    /// Beliefs worked out beforehand, so that choosing again is quick.
    private var table = BeliefTable()

    /// Fits a curve to what was measured.
    ///
    /// - Parameters:
    ///   - measured: what was measured, of one strategy.
    ///   - library: the shapes it may have.
    ///   - quota: how the quota was kept; nil where it was not, and for several threads.
    /// - Edge cases: nil without a measured setting.
    init?(
        measured: [MeasuredSetting],
        library: ShapeLibrary,
        quota: EnforcedQuota? = nil
    ) {
        let ordered = measured.sorted { $0.memory < $1.memory }
        guard let first = ordered.first else { return nil }
        self.strategy = first.strategy
        self.measured = ordered
        let deviations = OrderedSample(measured.flatMap(\.logDeviations))
        let pooled = OrderedSample(measured.flatMap(\.logScatter))
        let scatter = (pooled.count > 4 ? pooled.standardDeviation : nil) ?? Self.assumedDeviation
        self.deviations = deviations
        self.scatter = scatter
        self.billingRatios = Self.billingRatios(deviations)
        let singles = ordered.allSatisfy { $0.events.count == 1 } ? ordered.map(\.singles) : []
        let points = ordered.map { Self.point($0, scatter: scatter) }
        var fitted = FittedCurve(points: points, library: library, quota: quota, samples: singles)
        // The phases of a short function look like hosts of two speeds, and explain more.
        let speeds = fitted.staircase == nil ? HostSpeeds(singles.map(\.milliseconds)) : nil
        if let speeds {
            let levelled = zip(points, zip(ordered, speeds.typicalMS)).map { point, entry in
                CurvePosterior.Point(
                    megabytes: point.megabytes,
                    milliseconds: entry.1,
                    logVariance: speeds.scatter * speeds.scatter / Double(entry.0.count)
                )
            }
            fitted = FittedCurve(points: levelled, library: library, quota: quota)
        }
        self.hostSpeeds = speeds
        self.posterior = fitted.posterior.thinned
        self.staircase = fitted.staircase
        self.steps = Self.steps(of: fitted.staircase, among: ordered)
    }
}

extension DurationCurve {
    /// The deviation assumed of single invocations where too few were made to see one.
    static let assumedDeviation = 0.05

    /// How many invocations the pooled spread is worth beside a setting's own.
    private static let pooledWeight = 3.0

    /// A point whose variance is that of its mean: the setting's own spread, drawn towards the spread
    /// pooled over all settings the more, the fewer invocations it has.
    ///
    /// - Source: Gelman et al., "Bayesian Data Analysis", §2.6, scaled inverse-χ² prior.
    private static func point(
        _ setting: MeasuredSetting,
        scatter: Double
    ) -> CurvePosterior.Point {
        let squares = setting.logScatter.reduce(0) { $0 + $1 * $1 }
        let freedom = Double(max(setting.count - setting.events.count, 0))
        let variance = (pooledWeight * scatter * scatter + squares) / (pooledWeight + freedom)
        return CurvePosterior.Point(
            megabytes: Double(setting.memory.megabytes),
            milliseconds: setting.durationMS.value,
            logVariance: variance / max(setting.effectiveCount, 1)
        )
    }

    /// The curve with its beliefs worked out for settings that will be asked for again and again.
    func tabulated(at settings: [MemorySetting]) -> DurationCurve {
        var curve = self
        curve.table = BeliefTable(
            of: posterior,
            staircase,
            at: Set(settings + steps).sorted(),
            fittedPerAsked: fittedPerAsked
        )
        return curve
    }

    /// The typical (mean) duration in ms with the 90 % interval of that mean.
    package func durationMS(at memory: MemorySetting) -> Estimate {
        if let known = table.durationMS(at: memory) { return known }
        let smooth = table.smoothMS(at: memory) ?? posterior.durationMS(at: fitted(memory))
        return smooth.scaled(by: staircase?.factor(at: memory) ?? 1)
    }

    /// How many times longer the first setting takes than the second, with the interval.
    package func ratio(of numerator: MemorySetting, to denominator: MemorySetting) -> Estimate {
        if let known = table.ratio(of: numerator, to: denominator) { return known }
        let smooth = posterior.ratio(of: fitted(numerator), to: fitted(denominator))
        let value = durationMS(at: numerator).value / durationMS(at: denominator).value
        return smooth.scaled(by: value / smooth.value)
    }

    /// The covariance of the logarithms of two settings' durations.
    func logCovariance(_ left: MemorySetting, _ right: MemorySetting) -> Double {
        table.covariance(left, right)
            ?? posterior.covariance(
                posterior.belief(at: fitted(left)),
                posterior.belief(at: fitted(right))
            )
    }

    /// Whether the figures were converted to another platform than the one measured on.
    package var isConverted: Bool { fittedPerAsked != 1 }

    /// The curve on a platform where a vCPU comes with other memory: what was measured at a share is
    /// found where that share is now.
    ///
    /// - Edge cases: settings that would lie outside Lambda's stay at its ends.
    func converted(from old: PlatformModel, to new: PlatformModel) -> DurationCurve {
        var curve = self
        curve.fittedPerAsked = fittedPerAsked * old.megabytesPerVCPU / new.megabytesPerVCPU
        curve.staircase = staircase.map { $0.converted(to: new) }
        let share = new.megabytesPerVCPU / old.megabytesPerVCPU
        var taken: Set<MemorySetting> = []
        curve.measured = measured.compactMap { setting in
            let megabytes = (Double(setting.memory.megabytes) * share).rounded()
            let memory = MemorySetting(clamping: Int(megabytes))
            return taken.insert(memory).inserted ? setting.converted(to: memory) : nil
        }
        curve.steps = Self.steps(of: curve.staircase, among: curve.measured)
        curve.table = BeliefTable()
        return curve
    }

    /// The settings just after a step of a short function's cost, within the measured range.
    private static func steps(
        of staircase: AveragedStaircase?,
        among measured: [MeasuredSetting]
    ) -> [MemorySetting] {
        guard let staircase, let first = measured.first, let last = measured.last else { return [] }
        return staircase.steps(from: first.memory, to: last.memory)
    }

    /// The memory in MB at which the fit knows a setting.
    private func fitted(_ memory: MemorySetting) -> Double {
        Double(memory.megabytes) * fittedPerAsked
    }

    /// A quantile (0…1) of single invocations' durations in ms with its 90 % interval.
    ///
    /// - Shape: the typical duration times the quantile of every invocation's ratio to its own
    ///   setting's typical duration; the interval holds the doubt of both.
    /// - Edge cases: with fewer than five invocations the ratios are taken as log-normal with a
    ///   deviation of 5 %.
    package func quantileMS(_ quantile: Double, at memory: MemorySetting) -> Estimate {
        let typical = durationMS(at: memory)
        let ratio = deviationQuantile(quantile)
        let above = log(typical.high / typical.value)
        let below = log(typical.value / typical.low)
        let high = (above * above + (ratio.high - ratio.value) * (ratio.high - ratio.value))
        let low = (below * below + (ratio.value - ratio.low) * (ratio.value - ratio.low))
        let value = typical.value * exp(ratio.value)
        return Estimate(
            value: value,
            low: value * exp(-low.squareRoot()),
            high: value * exp(high.squareRoot())
        )
    }

    /// A quantile of the log ratios, its interval from the ranks between which it lies.
    ///
    /// - Source: David and Nagaraja, "Order Statistics", §7.1: ranks differ from `n q` by
    ///   `√(n q (1 − q))`.
    private func deviationQuantile(_ quantile: Double) -> Estimate {
        guard deviations.count > 4, let value = deviations.quantile(quantile),
            let smallest = deviations.values.first, let largest = deviations.values.last
        else {
            return Estimate(
                exactly: Self.assumedDeviation
                    * NormalDistribution.quantile(min(max(quantile, 0.001), 0.999))
            )
        }
        let count = Double(deviations.count)
        let reach = 1.645 * (quantile * (1 - quantile) / count).squareRoot()
        return Estimate(
            value: value,
            low: deviations.quantile(quantile - reach) ?? smallest,
            high: deviations.quantile(quantile + reach) ?? largest
        )
    }

    /// Whether the figure at this setting was projected instead of measured or interpolated
    /// between measured settings.
    package func isProjected(at memory: MemorySetting) -> Bool {
        let real = measured.filter { !$0.isProjected }
        guard let first = real.first, let last = real.last else { return true }
        return memory < first.memory || memory > last.memory
    }

    /// Whether the setting was itself measured, not projected.
    package func isMeasured(at memory: MemorySetting) -> Bool {
        measured.contains { $0.memory == memory && !$0.isProjected }
    }
}
