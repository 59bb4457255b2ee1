import Estimation
import LambdaPlatform
import Measurement

/// What a run says besides durations, worked out once: choosing again only reads it.
struct RunFacts: Sendable {
    /// The most memory that an environment with room to spare was seen to use, in MB.
    ///
    /// - Edge cases: environments that filled their limit tell only that it was reached.
    let peakMB: Double?

    /// The settings at which an invocation ran out of memory, ascending.
    let outOfMemory: [MemorySetting]

    /// New environments against those that were there already, by strategy and setting.
    let starts: [EnvironmentStarts]

    /// Where the time of traced invocations went, by strategy and setting.
    let phases: [PhaseTimes]

    /// The share of the machine's CPU time that went to others than the function, in the median of the
    /// invocations; nothing where it is not known.
    let contention: Double?

    init(of piles: [InvocationPile]) {
        peakMB = piles.compactMap(\.peakWithRoomMB).max()
        outOfMemory = Set(piles.filter(\.ranOutOfMemory).map(\.memory)).sorted()
        starts = piles.compactMap(EnvironmentStarts.init)
        phases = piles.compactMap(PhaseTimes.init)
        contention = OrderedSample(piles.flatMap(\.contention)).median
    }

    /// Whether others used so much of the machine that durations may suffer.
    ///
    /// A tenth: what keeps a desktop or a quiet server going stays below it.
    var isBusy: Bool { (contention ?? 0) > 0.1 }
}
