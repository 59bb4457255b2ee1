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

    init(of piles: [InvocationPile]) {
        peakMB = piles.compactMap(\.peakWithRoomMB).max()
        outOfMemory = Set(piles.filter(\.ranOutOfMemory).map(\.memory)).sorted()
        starts = piles.compactMap(EnvironmentStarts.init)
        phases = piles.compactMap(PhaseTimes.init)
    }
}
