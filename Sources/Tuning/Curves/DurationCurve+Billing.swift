import Estimation
package import LambdaPlatform

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension DurationCurve {
    /// The whole milliseconds billed for a warm invocation of the given typical duration, on
    /// average over how single invocations scatter.
    ///
    /// - Shape: the mean of `⌈duration × ratio⌉` over nine ratios seen, each as likely; half a
    ///   millisecond above the duration where the scatter is wide, a staircase where there is none.
    func billedMS(typical: Double) -> Double {
        var billed = 0
        for ratio in billingRatios { billed += Tariff.billedMS(durationMS: typical * ratio) }
        return Double(billed) / Double(billingRatios.count)
    }

    /// Nine ratios of single durations to the typical one, each as likely, for a scatter seen.
    static func billingRatios(_ deviations: OrderedSample) -> [Double] {
        let spread = min(deviations.standardDeviation ?? assumedDeviation, 1)
        let ratios = (1...9).map { exp(spread * NormalDistribution.quantile(Double($0) / 10)) }
        let mean = ratios.reduce(0, +) / Double(ratios.count)
        return ratios.map { $0 / mean }
    }

    /// The init duration in ms at a setting, where cold starts were seen.
    ///
    /// INIT runs with more CPU than the share (the INIT boost), so it is not scaled with memory:
    /// between measured settings the nearest one counts.
    ///
    /// - Source: reported to be nearly flat below one vCPU; METHOD.md.
    package func initMS(at memory: MemorySetting) -> Double? {
        measured.filter { $0.initMS != nil }
            .min { distance($0.memory, memory) < distance($1.memory, memory) }?
            .initMS
    }

    private func distance(_ left: MemorySetting, _ right: MemorySetting) -> Double {
        abs(log(Double(left.megabytes) / Double(right.megabytes)))
    }
}
