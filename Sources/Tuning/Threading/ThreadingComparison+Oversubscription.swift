import Estimation
import LambdaPlatform
import Measurement

extension ThreadingComparison {
    /// What more threads than vCPUs do at the smallest measured setting, in a sentence.
    ///
    /// - Edge cases: nil where that setting holds a whole vCPU, or CPU time was not measured.
    package var oversubscription: String? {
        guard let setting = settings.first, setting.vcpuShare < 1,
            let single = setting.results.first, single.option.strategy == .single,
            let rival = setting.results.dropFirst().first(where: { $0.cpuMS != nil }),
            let singleCPU = single.cpuMS, let rivalCPU = rival.cpuMS, singleCPU > 0
        else { return nil }
        let name = rival.option.strategy
        let quota = PlatformModel.periodMS * setting.vcpuShare
        return [
            "At \(setting.memory) a function sees \(setting.visibleProcessors) processors but holds "
                + "\(rounded(setting.vcpuShare, decimals: 2)) vCPU, \(milliseconds(quota)) of CPU time "
                + "in each 20 ms: its threads draw on it together, use it up in a burst, and then all "
                + "of them stand still",
            stillness(single, rival),
            "\(name) used \(cost(rivalCPU / singleCPU)) CPU time of one "
                + "thread for \(rounded(rival.speedUp.value, decimals: 2))× its speed",
            tails(single, rival),
        ].compactMap(\.self).joined(separator: "; ") + "."
    }

    private func cost(_ ratio: Double) -> String {
        abs(ratio - 1) < 0.005 ? "the" : "\(rounded(ratio, decimals: 2)) times the"
    }

    /// For which part of the time each of the two stands still.
    private func stillness(_ single: Result, _ rival: Result) -> String? {
        guard let one = single.stillShare(threads: 1),
            let several = rival.stillShare(threads: 2)
        else { return nil }
        return "\(rival.option.strategy) does so for \(percent(several)) of its duration, "
            + "one thread for \(percent(one))"
    }

    private func tails(_ single: Result, _ rival: Result) -> String? {
        guard let tail = rival.tail, let own = single.tail, tail.quantile == own.quantile else {
            return nil
        }
        let which =
            tail.quantile < 1
            ? "the \(rounded(tail.quantile * 100, decimals: 0))th percentile of its durations was"
            : "its slowest invocation took"
        return "\(which) \(rounded(tail.ratio, decimals: 2)) times the median "
            + "(one thread: \(rounded(own.ratio, decimals: 2)))"
    }
}

extension ThreadingComparison.Result {
    /// The part of the duration in which no thread ran, if so many of them always ran together.
    fileprivate func stillShare(threads: Double) -> Double? {
        guard let cpuMS, option.durationMS.value > 0 else { return nil }
        return max(0, 1 - cpuMS / threads / option.durationMS.value)
    }
}
