import Estimation
import LambdaPlatform
import Measurement

/// What one strategy brings over `single`, in a sentence.
struct ThreadingWording {
    let strategy: ThreadingStrategy
    let crossoverMB: Estimate?
    let best: Option
    let rival: Option
    let speedUp: Estimate
    let costRatio: Estimate
    let costBelow: ClosedRange<Double>?
    let oneVCPU: MemorySetting
    let cpuGrowth: Double?

    /// The CPU time on one processor over that on all, where threads were seen to spin.
    let crowdedGrowth: Double?

    /// The sentence.
    var sentence: String {
        [verdict, below, spinning].compactMap(\.self).joined(separator: "; ") + "."
    }

    private var verdict: String {
        guard let crossoverMB else {
            return "Do not use \(strategy): it is nowhere faster than one thread by 1 %"
        }
        let range =
            "\(ten(crossoverMB.value)) MB (\(ten(crossoverMB.low))–\(ten(crossoverMB.high)))"
        let cost = costRatio.value - 1
        let price =
            abs(cost) < 0.0005 ? "the same cost" : "\(percent(cost)) \(cost < 0 ? "less" : "more")"
        return "Use \(strategy) only from \(range): \(pace) at \(best.memory) for \(price) "
            + "than one thread at \(rival.memory)\(best.isProjected ? " (projected)" : "")"
    }

    private var pace: String {
        let isFaster = speedUp.value >= 1
        let factor = isFaster ? speedUp.value : 1 / speedUp.value
        let word = isFaster ? "faster" : "slower"
        // A factor of one decimal would call everything under 1.05 "1×".
        if factor < 1.005 { return "as fast" }
        return factor < 1.1 ? "\(percent(factor - 1)) \(word)" : "\(times(factor)) \(word)"
    }

    private var below: String? {
        guard let costBelow else { return nil }
        let (least, most) = (costBelow.lowerBound, costBelow.upperBound)
        let place = "below \(oneVCPU)"
        // Half a per cent either way is nothing that anybody can measure again.
        if least > -0.005 && most < 0.005 { return "\(place) it makes no difference" }
        if least > -0.005 {
            let range = least < 0.0005 ? "up to \(percent(most))" : span(least, most)
            return "\(place) it costs \(range) more"
        }
        if most < 0.005 {
            let range = most > -0.0005 ? "up to \(percent(least))" : span(-most, -least)
            return "\(place) it costs \(range) less"
        }
        return "\(place) it costs between \(percent(least)) less and \(percent(most)) more"
    }

    private var spinning: String? {
        if let crowdedGrowth {
            return "its threads spin while they wait: on one processor they use "
                + "\(times(crowdedGrowth)) the CPU time"
        }
        guard let cpuGrowth, cpuGrowth >= ThreadingComparison.notableGrowth else { return nil }
        guard cpuGrowth < ThreadingComparison.spinningGrowth else {
            return "its CPU time grows \(times(cpuGrowth)) as much under the smallest quota as "
                + "that of one thread, so its threads spin while they wait"
        }
        return "each stop by the quota costs it more than one thread: \(percent(cpuGrowth - 1)) "
            + "more CPU time at the smallest setting"
    }

    /// A range such as `1–3 %`.
    private func span(_ low: Double, _ high: Double) -> String {
        let text = percent(high)
        let start = percent(low)
        return start == text ? text : "\(start.dropLast(2))–\(text)"
    }

    /// Megabytes to the nearest ten, which is more than the interval can tell.
    private func ten(_ megabytes: Double) -> String {
        rounded((megabytes / 10).rounded() * 10, decimals: 0)
    }
}
