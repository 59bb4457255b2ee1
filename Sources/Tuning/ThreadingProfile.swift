import Estimation
package import LambdaPlatform
import Measurement

/// What one unthrottled setting says about all others: waiting, serial and parallel CPU time, put
/// under the quota of another setting.
///
/// - Shape: with duration W, CPU time C and n processors, `S = (nW − C) ÷ (n − 1)` held to 0…C is
///   serial, `P = C − S` parallel, and `W − S − P ÷ n` waiting. At another setting the longest
///   thread has `S + P ÷ v` to do and each of the others `P ÷ v`, all under one bandwidth quota.
/// - Edge cases: the CPU time is taken to be the same under every quota; threads that spin while they
///   wait break that, and the error shows it.
package struct ThreadingProfile: Hashable, Sendable {
    /// The setting that was taken as unthrottled.
    package let memory: MemorySetting

    /// Time without CPU, in ms.
    package let waitingMS: Double

    /// CPU time of which no part can run beside another, in ms.
    package let serialMS: Double

    /// CPU time that spreads over the processors, in ms.
    package let parallelMS: Double

    private let hostProcessors: Int
    private let platform: PlatformModel

    /// Takes the largest measured setting, if it held enough vCPUs not to be throttled.
    ///
    /// - Edge cases: nil where its CPU time is unknown, or where its share is less than the processors
    ///   that the strategy can use here.
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
        let wall = last.durationMS.value
        let count = Double(threads)
        let serial = threads > 1 ? min(max((count * wall - cpu) / (count - 1), 0), cpu) : cpu
        memory = last.memory
        serialMS = serial
        parallelMS = cpu - serial
        waitingMS = max(0, wall - serial - (cpu - serial) / count)
        self.hostProcessors = hostProcessors
        self.platform = platform
    }
}

extension ThreadingProfile {
    /// The duration in ms to expect at a setting on this machine.
    package func durationMS(at setting: MemorySetting) -> Double {
        let visible = PlatformModel.visibleProcessors(at: setting)
        let threads = parallelMS > 0 ? min(visible, hostProcessors) : 1
        let each = parallelMS / Double(threads)
        let spread = BandwidthModel(memory: setting, platform: platform).spread(
            threadsCPUMS: [serialMS + each] + Array(repeating: each, count: threads - 1),
            processors: threads
        )
        return waitingMS + spread.meanMS
    }

    /// How far the expected durations are from measured ones, as shares; the profile's own setting
    /// is left out.
    package func errors(against settings: [MeasuredSetting]) -> [Error] {
        settings.filter { !$0.isProjected && $0.memory != memory }.map { setting in
            let expected = durationMS(at: setting.memory)
            return Error(
                memory: setting.memory,
                share: expected / setting.durationMS.value - 1
            )
        }
    }

    /// The deviation at one setting.
    package struct Error: Hashable, Sendable {
        /// The setting.
        package let memory: MemorySetting

        /// Expected over measured duration, less one.
        package let share: Double
    }
}
