import Estimation
import LambdaPlatform
import Measurement

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

extension TunedRun {
    /// Compares every strategy with `single`.
    ///
    /// - Edge cases: nil unless `single` and another strategy were measured.
    package func threadingComparison(under conditions: Conditions) -> ThreadingComparison? {
        guard let single = curve(for: .single), curves.count > 1 else { return nil }
        let measured = curves.flatMap { $0.measured.map(\.memory) }
        // Whole vCPUs beyond what was measured show what more processors would bring.
        let beyond = (3...5).map { run.record.platform.memory(holding: Double($0)) }
            .filter { memory in measured.allSatisfy { $0 < memory } }
        let memories = Set(measured + beyond + [.largest]).sorted()
        return ThreadingComparison(
            settings: memories.map { setting(at: $0, single, conditions) },
            findings: curves.filter { $0.strategy != .single }.map { curve in
                ThreadingFinder(run: self, single: single, curve: curve, conditions: conditions)
                    .finding
            },
            profileErrors: curves.flatMap(profileErrors),
            profileDoubts: curves.compactMap(profileDoubt)
        )
    }

    /// How far one unthrottled look at a strategy is from what was measured.
    private func profileErrors(of curve: DurationCurve) -> [ThreadingProfile.Error] {
        guard let machine = run.record.machine else { return [] }
        return profile(of: curve, on: machine)?
            .errors(against: curve.measured, hostProcessors: machine.processors) ?? []
    }

    /// A caution where the machine changed its speed between a profile and the measurement.
    private func profileDoubt(of curve: DurationCurve) -> Caution? {
        guard let machine = run.record.machine,
            let drift = profile(of: curve, on: machine)?
                .drift(of: curve.measured, hostProcessors: machine.processors),
            abs(drift) >= ThreadingProfile.notableDrift
        else { return nil }
        let percent = Int((100 * abs(drift)).rounded())
        return Caution(
            code: "speed-changed",
            message: "\(curve.strategy) took \(percent) % \(drift > 0 ? "longer" : "less") when "
                + "it was profiled than when it was measured without throttling: the machine's own "
                + "speed changed, so predictions from that profile are off by as much."
        )
    }

    private func profile(
        of curve: DurationCurve,
        on machine: MachineDescription
    ) -> ThreadingProfile? {
        run.record.profiles?[curve.strategy.rawValue].map {
            ThreadingProfile($0, platform: run.record.platform)
        }
            ?? ThreadingProfile(
                of: curve.measured,
                platform: run.record.platform,
                hostProcessors: machine.processors
            )
    }

    private func setting(
        at memory: MemorySetting,
        _ single: DurationCurve,
        _ conditions: Conditions
    ) -> ThreadingComparison.Setting {
        let share = run.record.platform.vcpuShare(at: memory)
        let processors = PlatformModel.visibleProcessors(at: memory)
        return ThreadingComparison.Setting(
            memory: memory,
            vcpuShare: share,
            visibleProcessors: processors,
            results: curves.map { curve in
                let speedUp = ThreadingFinder.speedUp(of: curve, over: single, at: memory)
                let threads = curve.strategy == .single ? 1 : Double(processors)
                let measured = curve.measured.first { $0.memory == memory }
                return ThreadingComparison.Result(
                    option: option(at: memory, on: curve, under: conditions),
                    speedUp: speedUp,
                    efficiency: speedUp.value * min(share, 1) / min(share, threads),
                    cpuMS: measured?.cpuMS,
                    throttledMS: measured?.throttledMS,
                    tailRatio: measured.flatMap { $0.p50MS > 0 ? $0.p95MS / $0.p50MS : nil },
                    tail: measured.flatMap(ThreadingComparison.Tail.init)
                )
            }
        )
    }
}

extension ThreadingComparison.Tail {
    /// The farthest quantile that so many invocations can tell.
    init?(_ setting: MeasuredSetting) {
        let deviations = OrderedSample(setting.logDeviations)
        quantile = setting.count >= 100 ? 0.99 : setting.count >= 20 ? 0.95 : 1
        guard !setting.isProjected, let slow = deviations.quantile(quantile),
            let median = deviations.quantile(0.5)
        else { return nil }
        ratio = exp(slow - median)
    }
}
