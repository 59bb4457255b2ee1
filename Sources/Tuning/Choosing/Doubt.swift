import Estimation
import LambdaPlatform
import Measurement

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The option that comes closest to overturning a choice, and how measuring would settle it.
struct Doubt {
    let choice: Option
    let rival: Option
    let run: TunedRun

    /// Finds the rival most likely to beat the choice by more than the target error.
    ///
    /// - Edge cases: nil when none does with a probability above what the policy's confidence leaves.
    init?(_ run: TunedRun, _ conditions: Conditions, targetError: Double) {
        let options = run.options(under: conditions)
        guard let chooser = Chooser(run: run, conditions: conditions, options: options),
            let choice = chooser.choice(for: conditions.objective)
        else { return nil }
        let allowed = NormalDistribution.quantile(AdaptivePolicy.confidence)
        var worst: (rival: Option, distance: Double)?
        for option in chooser.options where option != choice {
            let ratio = chooser.objectiveRatio(of: option, to: choice, conditions.objective)
            let deviation = log(ratio.high / ratio.low) / 2 / NormalDistribution.quantile(0.95)
            guard deviation > 0 else { continue }
            let distance = (log(ratio.value) - log(1 - targetError)) / deviation
            if distance < worst?.distance ?? .infinity { worst = (option, distance) }
        }
        guard let worst, worst.distance < allowed else { return nil }
        self.choice = choice
        self.rival = worst.rival
        self.run = run
    }

    /// What is asked, for the progress display.
    var question: String {
        let other = rival.strategy == choice.strategy ? "" : " with \(rival.strategy)"
        return "whether \(rival.memory)\(other) beats \(choice.memory)"
    }

    /// By how much two invocations of a pair would shrink the variance of rival over choice.
    ///
    /// - Shape: `Cov(D, T)² ÷ (Var T + σ² ÷ 2)` in log durations, `D` their log ratio and `T` the
    ///   duration at the pair.
    func reduction(measuring pair: MeasuredPair, earlier: Int) -> Double {
        guard let curve = run.curve(for: pair.strategy) else { return 0 }
        var covariance = 0.0
        if rival.strategy == pair.strategy {
            covariance += curve.logCovariance(rival.memory, pair.memory)
        }
        if choice.strategy == pair.strategy {
            covariance -= curve.logCovariance(choice.memory, pair.memory)
        }
        let noise = max(curve.scatter * curve.scatter / 2, 1e-6)
        let variance = max(curve.logCovariance(pair.memory, pair.memory), 0)
        return covariance * covariance / (variance + noise)
    }
}

extension Chooser {
    /// What an option's objective is of another's; below 1 it is better.
    func objectiveRatio(of left: Option, to right: Option, _ objective: Objective) -> Estimate {
        switch objective {
        case .cheapest, .recommended: run.costRatio(of: left, to: right)
        case .fastest: run.durationRatio(of: left, to: right)
        case .balanced: balancedRatio(of: left, to: right, objective)
        }
    }
}
