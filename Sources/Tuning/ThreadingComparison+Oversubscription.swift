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
        let growth = rivalCPU / singleCPU
        var sentence =
            "At \(setting.memory) a function sees \(setting.visibleProcessors) processors but holds "
            + "\(rounded(setting.vcpuShare, decimals: 2)) vCPU: its threads draw on one quota and "
            + "use it up sooner in each period, then all of them wait; "
            + "\(rival.option.strategy) used \(rounded(growth, decimals: 2)) times the CPU time of "
            + "one thread for \(rounded(rival.speedUp.value, decimals: 2))× its speed"
        if let tail = rival.tailRatio, let singleTail = single.tailRatio {
            sentence +=
                ", and 95 % of its invocations took at most \(rounded(tail, decimals: 2)) times the "
                + "median (one thread: \(rounded(singleTail, decimals: 2)))"
        }
        return sentence + "."
    }
}
