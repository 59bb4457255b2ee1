import Estimation
import LambdaPlatform

extension PredictionTask {
    /// One measured duration: the figure given, or the trimmed mean of the samples.
    ///
    /// - Shape: `ms` alone, or with `n`, `sd` and `samples`; `sd ÷ √n` or the samples' own scatter
    ///   tells how sure the figure is.
    static func point(
        _ entry: JSONTree,
        at setting: MemorySetting
    ) throws(Refusal) -> CurvePosterior.Point {
        let samples = try samples(entry["samples"], at: setting)
        let sample = OrderedSample(samples)
        guard let duration = entry["ms"]?.number ?? entry.number ?? sample.trimmedMean(cut: 0.2)
        else { throw .noMeasurement(megabytes: setting.megabytes) }
        try check(duration, at: setting)
        return CurvePosterior.Point(
            megabytes: Double(setting.megabytes),
            milliseconds: duration,
            logVariance: logVariance(entry, sample, duration)
        )
    }

    private static func logVariance(
        _ entry: JSONTree,
        _ sample: OrderedSample,
        _ duration: Double
    ) -> Double {
        if sample.count >= 3, let spread = sample.medianAbsoluteDeviation {
            let relative = spread / duration
            return relative * relative / Double(sample.count)
        }
        guard let spread = entry["sd"]?.number, spread.isFinite, spread > 0,
            let count = entry["n"]?.number, count.isFinite, count >= 1
        else { return 0 }
        let relative = min(spread / duration, 1)
        return relative * relative / count
    }

    private static func samples(
        _ tree: JSONTree?,
        at setting: MemorySetting
    ) throws(Refusal) -> [Double] {
        guard case .list(let items)? = tree else { return [] }
        var samples: [Double] = []
        samples.reserveCapacity(items.count)
        for item in items {
            guard let number = item.number else { throw .missing("samples") }
            try check(number, at: setting)
            samples.append(number)
        }
        return samples
    }

    private static func check(_ duration: Double, at setting: MemorySetting) throws(Refusal) {
        // Beyond these bounds squares and products would leave what a double can hold.
        guard duration >= 1e-6, duration <= 1e12 else {
            throw .unusableDuration(megabytes: setting.megabytes, text: plain(duration))
        }
    }
}
