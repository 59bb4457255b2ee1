import Estimation
import LambdaPlatform
import Measurement
import Tuning

/// A comparison of strategies as it is printed; the property names are the JSON keys.
struct ComparisonRecord: Hashable, Encodable {
    /// One strategy at one setting.
    struct Line: Hashable, Encodable {
        let memoryMB: Int
        let vcpuShare: Double
        let visibleProcessors: Int
        let strategy: String
        let durationMS: Double
        let low: Double
        let high: Double
        let speedUp: Double
        let speedUpLow: Double
        let speedUpHigh: Double
        let efficiency: Double
        let costPerMillionUSD: Double
        let cpuMS: Double?
        let throttledMS: Double?
        let tailRatio: Double?
        let tailQuantile: Double?
        let projected: Bool
    }

    /// What was found about one strategy.
    struct Finding: Hashable, Encodable {
        let strategy: String
        let sentence: String
        let crossoverMB: Estimate?
        let parallelFraction: Estimate?
        let law: String?
        let contention: Double?
        let coherency: Double?
        let bestMemoryMB: Int
        let bestDurationMS: Double
        let bestCostPerMillionUSD: Double
        let bestProjected: Bool
        let speedUpOfBest: Estimate
        let costRatioOfBest: Estimate
        let cpuGrowth: Double?

        /// Whether its threads spin while they wait, where that was looked at.
        let spins: Bool?
    }

    /// How far one profile is from a measured duration, as a share.
    struct ProfileError: Hashable, Encodable {
        let strategy: String
        let memoryMB: Int
        let error: Double
    }

    let function: String
    let lines: [Line]
    let findings: [Finding]
    let profileErrors: [ProfileError]
    let cautions: [Caution]

    /// The sentence on what a pool of threads does with a fraction of a vCPU, where it was seen.
    let oversubscription: String?

    init(_ comparison: ThreadingComparison, of run: TunedRun, under conditions: Conditions) {
        function = run.run.record.function.name
        lines = comparison.settings.flatMap { setting in
            setting.results.map { Line(setting, $0) }
        }
        findings = comparison.findings.map(Finding.init)
        profileErrors = comparison.profileErrors.map {
            ProfileError(
                strategy: $0.strategy.rawValue,
                memoryMB: $0.memory.megabytes,
                error: $0.share
            )
        }
        cautions = run.cautions + comparison.profileDoubts
        oversubscription = comparison.oversubscription
    }
}

extension ComparisonRecord.Line {
    init(_ setting: ThreadingComparison.Setting, _ result: ThreadingComparison.Result) {
        memoryMB = setting.memory.megabytes
        vcpuShare = setting.vcpuShare
        visibleProcessors = setting.visibleProcessors
        strategy = result.option.strategy.rawValue
        durationMS = result.option.durationMS.value
        low = result.option.durationMS.low
        high = result.option.durationMS.high
        speedUp = result.speedUp.value
        speedUpLow = result.speedUp.low
        speedUpHigh = result.speedUp.high
        efficiency = result.efficiency
        costPerMillionUSD = result.option.costPerMillion.value
        cpuMS = result.cpuMS
        throttledMS = result.throttledMS
        tailRatio = result.tail?.ratio
        tailQuantile = result.tail?.quantile
        projected = result.option.isProjected
    }
}

extension ComparisonRecord.Finding {
    init(_ finding: ThreadingComparison.Finding) {
        strategy = finding.strategy.rawValue
        sentence = finding.sentence
        crossoverMB = finding.crossoverMB
        parallelFraction = finding.parallelFraction
        law = finding.lawKind?.rawValue
        contention = finding.law?.contention
        coherency = finding.law?.coherency
        bestMemoryMB = finding.best.memory.megabytes
        bestDurationMS = finding.best.durationMS.value
        bestCostPerMillionUSD = finding.best.costPerMillion.value
        bestProjected = finding.best.isProjected
        speedUpOfBest = finding.speedUpOfBest
        costRatioOfBest = finding.costRatioOfBest
        cpuGrowth = finding.cpuGrowth
        spins = finding.spins
    }
}
