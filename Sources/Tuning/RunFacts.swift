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

    init(of invocations: [Invocation]) {
        peakMB = invocations.compactMap { invocation in
            invocation.maxMemoryUsedMB.flatMap {
                $0 < 0.98 * Double(invocation.memoryMB.megabytes) ? $0 : nil
            }
        }.max()
        outOfMemory = Set(invocations.filter { $0.status == .outOfMemory }.map(\.memoryMB)).sorted()
        let pairs = Dictionary(grouping: invocations, by: \.pair)
            .sorted { ($0.key.strategy, $0.key.memory) < ($1.key.strategy, $1.key.memory) }
        starts = pairs.compactMap { EnvironmentStarts($0.value, of: $0.key) }
        phases = pairs.compactMap { PhaseTimes($0.value, of: $0.key) }
    }
}
