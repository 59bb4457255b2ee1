import Estimation
import LambdaPlatform

/// A quota that a scheduler really kept, period by period.
struct EnforcedQuota: Hashable, Sendable {
    /// Memory to share.
    let platform: PlatformModel

    /// CPU time used by the runtime just before the handler, in ms.
    var preludeMS: Double
}

/// How a short function departs from CPU time ÷ share because the quota is kept in periods.
///
/// A function that needs less than about 100 ms of CPU time sees a staircase: its duration gathers just
/// above whole periods, and its cost is a sawtooth between the steps.
///
/// - Source: equations (8) and (9) of METHOD.md; ``BandwidthModel``.
struct Staircase: Hashable, Sendable {
    /// CPU time of one thread, in ms.
    let cpuMS: Double

    /// Time that the quota does not touch, in ms.
    let waitingMS: Double

    /// How the quota is kept.
    let quota: EnforcedQuota

    /// The CPU time above which the steps no longer matter, in ms.
    ///
    /// At 100 ms the first period's credit is worth 1–5 % of the duration.
    static let longestCPUMS = 100.0

    /// How many phases of the period are averaged over.
    private static let phases = 20

    /// The durations of the CPU work at a setting, in ms, over every phase.
    func spread(at memory: MemorySetting) -> BandwidthSpread {
        BandwidthModel(memory: memory, platform: quota.platform, preludeMS: quota.preludeMS)
            .spread(cpuMS: cpuMS, phases: Self.phases)
    }

    /// The expected duration at a setting, in ms, when the phase is unknown.
    func durationMS(at memory: MemorySetting) -> Double {
        waitingMS + spread(at: memory).meanMS
    }

    /// The expected duration over the one that CPU time ÷ share predicts.
    func factor(at memory: MemorySetting) -> Double {
        let share = min(quota.platform.vcpuShare(at: memory), 1)
        return durationMS(at: memory) / (waitingMS + cpuMS / share)
    }

    /// The steps of the same function on a platform where a vCPU comes with other memory.
    func converted(to platform: PlatformModel) -> Staircase {
        Staircase(
            cpuMS: cpuMS,
            waitingMS: waitingMS,
            quota: EnforcedQuota(platform: platform, preludeMS: quota.preludeMS)
        )
    }

    /// The settings just after a step: where memory × duration is lower than to either side.
    func steps(from first: MemorySetting, to last: MemorySetting) -> [MemorySetting] {
        let knee = quota.platform.memory(holding: 1).megabytes
        let upper = min(last.megabytes, knee)
        guard first.megabytes < upper else { return [] }
        let settings = stride(from: first.megabytes, through: upper, by: 16).map {
            MemorySetting(clamping: $0)
        }
        let costs = settings.map { Double($0.megabytes) * durationMS(at: $0) }
        guard costs.count > 2 else { return [] }
        return (1..<(costs.count - 1)).filter {
            costs[$0] < costs[$0 - 1] && costs[$0] <= costs[$0 + 1]
        }.map { settings[$0] }
    }
}
