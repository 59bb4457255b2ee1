import Estimation
import LambdaPlatform
import Measurement
import Tuning

/// A run with known durations: 20 ms of waiting and 220 ms of CPU time, of which Dispatch can share
/// nine tenths, with noise of 1 %.
enum SampleRun {
    static let settings = [128, 256, 512, 1_024, 1_792, 3_008, 5_376]

    /// The duration in ms that noise is added to.
    static func durationMS(_ megabytes: Int, _ strategy: ThreadingStrategy) -> Double {
        let share = Double(megabytes) / 1_792
        let processors = Double(
            PlatformModel.visibleProcessors(at: MemorySetting(clamping: megabytes))
        )
        let serial = strategy == .single ? 220.0 : 22
        return 20 + serial / min(share, 1) + (220 - serial) / min(share, processors)
    }

    static func measured(
        name: String = "matrix-product",
        configured: Int? = nil,
        strategies: [ThreadingStrategy] = [.single, .dispatch]
    ) -> MeasuredRun {
        var generator = SeededGenerator(seed: 7)
        var invocations: [Invocation] = []
        for megabytes in settings {
            for strategy in strategies {
                for _ in 0..<8 {
                    let noise = 1 + Double.random(in: -0.01...0.01, using: &generator)
                    let duration = durationMS(megabytes, strategy) * noise
                    invocations.append(
                        Invocation(
                            memoryMB: MemorySetting(clamping: megabytes),
                            strategy: strategy,
                            durationMS: duration,
                            billedDurationMS: Tariff.billedMS(durationMS: duration),
                            source: .local,
                            governor: megabytes > 3_584 ? .model : .cgroupV1,
                            projected: megabytes > 3_584,
                            sequence: invocations.count
                        )
                    )
                }
            }
        }
        return MeasuredRun(record: record(name, configured), invocations: invocations)
    }

    private static func record(_ name: String, _ configured: Int?) -> RunRecord {
        RunRecord(
            toolVersion: "0.1.0",
            createdAt: 1_795_000_000,
            command: ["lambda-tuner", "tune", name, "--plain"],
            function: FunctionDescription(
                name: name,
                kind: "workload",
                configuredMemoryMB: configured.map(MemorySetting.init(clamping:))
            ),
            plan: Plan(
                memory: settings.map(MemorySetting.init(clamping:)),
                strategies: [.single, .dispatch]
            ),
            platform: .standard,
            architecture: .x86_64,
            machine: MachineDescription(processor: "Test CPU", processors: 2, system: "Linux 6"),
            source: .local,
            governor: .cgroupV1,
            cautions: [Caution(code: "noisy-host", message: "Others used 3 % of the CPU.")],
            isComplete: true
        )
    }

    static func conditions(currentMemory: MemorySetting? = nil) throws -> Conditions {
        try Conditions(
            tariff: Tariff(
                prices: PriceList.standard.prices(in: "us-east-1"),
                architecture: .x86_64
            ),
            monthlyInvocations: 10_000_000,
            currentMemory: currentMemory
        )
    }
}
