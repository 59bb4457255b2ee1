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
            }
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
                    tailRatio: measured.flatMap { $0.p50MS > 0 ? $0.p95MS / $0.p50MS : nil }
                )
            }
        )
    }
}
