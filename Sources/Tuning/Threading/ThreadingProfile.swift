import Estimation
package import LambdaPlatform
package import Measurement

/// What one unthrottled look at a strategy says about its duration at every setting.
///
/// - Edge cases: threads that spin while they wait use the more CPU time the smaller the quota, which
///   no profile without a quota shows in full; the errors do.
package struct ThreadingProfile: Hashable, Sendable {
    /// The profile: taken apart from the measurement, or made of the largest setting's figures.
    package let profile: FunctionProfile

    /// The measured setting that it was made of, where it was.
    package let memory: MemorySetting?

    private let platform: PlatformModel

    /// Takes a profile that was made by itself.
    package init(_ profile: FunctionProfile, platform: PlatformModel) {
        self.profile = profile
        self.memory = nil
        self.platform = platform
    }

    /// Takes the largest measured setting, if it held enough vCPUs not to be throttled.
    ///
    /// - Edge cases: nil where its CPU time is unknown, or where its share is less than the processors
    ///   that the strategy can use here. What stops cost is unknown and taken to be nothing.
    package init?(
        of settings: [MeasuredSetting],
        platform: PlatformModel,
        hostProcessors: Int
    ) {
        guard let last = settings.last(where: { !$0.isProjected }), let cpu = last.cpuMS else {
            return nil
        }
        let visible = PlatformModel.visibleProcessors(at: last.memory)
        let threads = last.strategy == .single ? 1 : min(visible, hostProcessors)
        guard platform.vcpuShare(at: last.memory) >= Double(threads) else { return nil }
        profile = FunctionProfile(runs: [
            CPUProfile(durationMS: last.durationMS.value, cpuMS: cpu, processors: threads)
        ])
        memory = last.memory
        self.platform = platform
    }
}

extension ThreadingProfile {
    /// The duration in ms to expect at a setting, on a machine with enough processors for it.
    package func durationMS(at setting: MemorySetting, hostProcessors: Int) -> Double {
        profile.durationMS(at: setting, platform: platform, mostProcessors: hostProcessors)
    }

    /// How far the expected durations are from measured ones, as shares; a setting that the profile
    /// was made of is left out.
    package func errors(
        against settings: [MeasuredSetting],
        hostProcessors: Int
    ) -> [Error] {
        settings.filter { !$0.isProjected && $0.memory != memory }.map { setting in
            let expected = durationMS(at: setting.memory, hostProcessors: hostProcessors)
            return Error(
                strategy: setting.strategy,
                memory: setting.memory,
                share: expected / setting.durationMS.value - 1
            )
        }
    }

    /// How much longer the profiled invocations took than those measured where nothing throttles, as a
    /// share: the machine's own change of speed between the two.
    ///
    /// - Edge cases: nil where no setting with enough vCPUs was measured, or where one was the profile.
    package func drift(of settings: [MeasuredSetting], hostProcessors: Int) -> Double? {
        guard memory == nil else { return nil }
        let drifts = settings.filter { setting in
            let visible = PlatformModel.visibleProcessors(at: setting.memory)
            let threads = setting.strategy == .single ? 1 : min(visible, hostProcessors)
            return !setting.isProjected
                && platform.vcpuShare(at: setting.memory) >= Double(threads)
        }.map { setting in
            durationMS(at: setting.memory, hostProcessors: hostProcessors)
                / setting.durationMS.value - 1
        }.sorted()
        return drifts.isEmpty ? nil : drifts[drifts.count / 2]
    }

    /// The least drift that is said, as a share: half of it again is what two runs differ by.
    package static let notableDrift = 0.05

    /// The deviation at one setting.
    package struct Error: Hashable, Sendable {
        /// The strategy.
        package let strategy: ThreadingStrategy

        /// The setting.
        package let memory: MemorySetting

        /// Expected over measured duration, less one.
        package let share: Double
    }
}
