import Estimation
import LambdaPlatform
import Measurement

/// Runs made up from a stated truth, for tests whose answer is known beforehand.
enum SyntheticRun {
    /// Invocations whose durations scatter about a truth by a relative deviation.
    static func invocations(
        of truth: (Int) -> Double,
        at megabytes: [Int],
        strategy: ThreadingStrategy = .single,
        repetitions: Int = 10,
        deviation: Double = 0.005,
        source: SourceKind = .local,
        projectedFrom: Int = .max,
        seed: UInt64 = 1
    ) -> [Invocation] {
        var generator = SeededGenerator(seed: seed)
        return megabytes.flatMap { memory in
            (0..<repetitions).map { _ in
                let duration = truth(memory) * (1 + deviation * generator.normal())
                return Invocation(
                    memoryMB: MemorySetting(clamping: memory),
                    strategy: strategy,
                    durationMS: duration,
                    billedDurationMS: Tariff.billedMS(durationMS: duration),
                    source: source,
                    projected: memory >= projectedFrom
                )
            }
        }
    }

    /// A run that holds some invocations.
    static func run(
        _ invocations: [Invocation],
        configured: Int? = nil,
        payloadWeights: [String: Double] = [:]
    ) -> MeasuredRun {
        let record = RunRecord(
            toolVersion: "test",
            createdAt: 0,
            command: [],
            function: FunctionDescription(
                name: "synthetic",
                kind: "recorded",
                configuredMemoryMB: configured.map { MemorySetting(clamping: $0) }
            ),
            plan: Plan(memory: [], strategies: [.single], payloadWeights: payloadWeights),
            platform: .standard,
            architecture: .x86_64,
            machine: nil,
            source: invocations.first?.source ?? .local,
            governor: nil
        )
        return MeasuredRun(record: record, invocations: invocations)
    }

    /// Work of one thread: CPU time over the share, never below the CPU time.
    static func oneThread(_ cpuMS: Double, waitingMS: Double = 0) -> (Int) -> Double {
        { waitingMS + cpuMS / min(Double($0) / 1_792, 1) }
    }
}
