package import LambdaPlatform

extension FunctionProfile {
    /// One of the profiled invocations under the quota of a setting.
    ///
    /// - Parameters:
    ///   - memory: The setting.
    ///   - platform: What it grants.
    ///   - number: Counts the invocations wanted, from 0: each comes from another of the profiled ones
    ///     and starts at another moment of a period.
    /// - Returns: What the invocation comes to.
    package func replay(
        at memory: MemorySetting,
        platform: PlatformModel,
        number: Int
    ) -> Replay {
        // Multiples of the golden ratio fill a period evenly, however many there are.
        let turn = Double(number + 1) * 0.618_033_988_749_895
        return BandwidthModel(memory: memory, platform: platform).replay(
            runs[number % runs.count],
            processors: PlatformModel.visibleProcessors(at: memory),
            startPhaseMS: (turn - turn.rounded(.down)) * PlatformModel.periodMS
        )
    }

    /// The duration in ms to expect at a setting: the middle run's mean over moments of a period.
    ///
    /// - Parameters:
    ///   - memory: The setting.
    ///   - platform: What it grants.
    ///   - mostProcessors: The processors of the machine, where that is to have fewer than the setting.
    /// - Returns: The duration in ms.
    package func durationMS(
        at memory: MemorySetting,
        platform: PlatformModel,
        mostProcessors: Int = .max
    ) -> Double {
        let model = BandwidthModel(memory: memory, platform: platform)
        let processors = min(mostProcessors, PlatformModel.visibleProcessors(at: memory))
        let means = runs.map { run in
            // Long invocations hardly depend on where in a period they start.
            let replays = model.replays(
                run,
                processors: processors,
                phases: run.cpuMS > 2_000 ? 8 : 20
            )
            return replays.reduce(0) { $0 + $1.durationMS } / Double(replays.count)
        }
        let sorted = means.sorted()
        return (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
    }
}
