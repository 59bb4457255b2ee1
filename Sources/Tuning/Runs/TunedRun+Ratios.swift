import LambdaPlatform
import Estimation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension TunedRun {
    /// How many times longer one option takes than another, with the interval.
    ///
    /// Options of one curve share most of their doubt, which cancels; those of two curves do not.
    func durationRatio(of left: Option, to right: Option) -> Estimate {
        if left.memory == right.memory, left.strategy == right.strategy {
            return Estimate(exactly: 1)
        }
        if left.strategy == right.strategy, let curve = curve(for: left.strategy) {
            return curve.ratio(of: left.memory, to: right.memory)
        }
        let halves = [left, right].map { option in
            log(option.durationMS.high / option.durationMS.low) / 2
        }
        let half = (halves[0] * halves[0] + halves[1] * halves[1]).squareRoot()
        let value = left.durationMS.value / right.durationMS.value
        return Estimate(value: value, low: value * exp(-half), high: value * exp(half))
    }

    /// How many times more one option costs than another, with the interval of the durations.
    func costRatio(of left: Option, to right: Option) -> Estimate {
        let duration = durationRatio(of: left, to: right)
        guard right.costPerMillion.value > 0 else { return Estimate(exactly: 1) }
        return duration.scaled(
            by: left.costPerMillion.value / right.costPerMillion.value / duration.value
        )
    }
}
