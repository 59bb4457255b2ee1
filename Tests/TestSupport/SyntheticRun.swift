import Estimation
package import LambdaPlatform
package import Measurement
package import Tuning

/// Runs made up from the bandwidth formula with a little noise, the same on every machine.
package enum SyntheticRun {
    /// A function of one serial and one parallel part under the standard platform model.
    package struct Shape {
        package var name: String
        package var waitingMS: Double
        package var serialMS: Double
        package var parallelMS: Double
        package var noise: Double
        package var current: MemorySetting?

        package init(
            name: String = "matrix-product",
            waitingMS: Double = 2,
            serialMS: Double = 15,
            parallelMS: Double = 235,
            noise: Double = 0.01,
            current: MemorySetting? = nil
        ) {
            self.name = name
            self.waitingMS = waitingMS
            self.serialMS = serialMS
            self.parallelMS = parallelMS
            self.noise = noise
            self.current = current
        }
    }

    package static let settings = [128, 256, 512, 1_024, 1_792, 2_560, 3_584, 5_120, 7_168, 10_240]

    /// The processors of the imagined machine: what needs more was projected.
    private static let processors = 2.0

    package static func run(
        _ shape: Shape = Shape(),
        strategies: [ThreadingStrategy] = [.single, .dispatch],
        settings: [Int] = settings,
        invocations: Int = 8,
        seed: UInt64 = 7
    ) -> MeasuredRun {
        var random = Noise(state: seed)
        var samples: [Invocation] = []
        let pairs = settings.flatMap { megabytes in strategies.map { (megabytes, $0) } }
        for round in 0..<invocations {
            for (megabytes, strategy) in pairs {
                let memory = MemorySetting(clamping: megabytes)
                let exact = durationMS(shape, memory, strategy)
                let isCold = round == 0
                let factor = 1 + shape.noise * random.nextNormal() + (isCold ? 0.05 : 0)
                let share = PlatformModel.standard.vcpuShare(at: memory)
                samples.append(
                    Invocation(
                        memoryMB: memory,
                        strategy: strategy,
                        durationMS: exact * factor,
                        billedDurationMS: Tariff.billedMS(durationMS: exact * factor),
                        cpuMS: shape.serialMS + shape.parallelMS,
                        throttledMS: max(0, exact * factor * (1 - share)),
                        initDurationMS: isCold ? 40 / min(1, share) : nil,
                        maxMemoryUsedMB: 31,
                        cold: isCold,
                        source: .local,
                        governor: .cgroupV1,
                        projected: strategy != .single && share > processors,
                        sequence: samples.count,
                        startedAt: 1_800_000_000 + Double(samples.count)
                    )
                )
            }
        }
        return MeasuredRun(record: record(shape, settings, strategies), invocations: samples)
    }

    private static func durationMS(
        _ shape: Shape,
        _ memory: MemorySetting,
        _ strategy: ThreadingStrategy
    ) -> Double {
        let share = PlatformModel.standard.vcpuShare(at: memory)
        let threads =
            strategy == .single ? 1.0 : Double(PlatformModel.visibleProcessors(at: memory))
        return shape.waitingMS + shape.serialMS / min(share, 1)
            + shape.parallelMS / min(share, threads)
    }

    private static func record(
        _ shape: Shape,
        _ settings: [Int],
        _ strategies: [ThreadingStrategy]
    ) -> RunRecord {
        RunRecord(
            toolVersion: "0.1.0",
            createdAt: 1_800_000_000,
            command: ["lambda-tuner", "tune", shape.name],
            function: FunctionDescription(
                name: shape.name,
                kind: "workload",
                configuredMemoryMB: shape.current
            ),
            plan: Plan(memory: settings.map(MemorySetting.init(clamping:)), strategies: strategies),
            platform: .standard,
            architecture: .x86_64,
            machine: MachineDescription(
                processor: "imagined",
                processors: Int(processors),
                system: "Linux"
            ),
            source: .local,
            governor: .cgroupV1,
            isComplete: true
        )
    }
}

extension Conditions {
    /// us-east-1, x86_64, a million invocations a month.
    package static func standard() throws -> Conditions {
        let prices = try PriceList.standard.prices(in: "us-east-1")
        return Conditions(tariff: try Tariff(prices: prices, architecture: .x86_64))
    }
}

/// Normal noise that is the same on every machine.
///
/// - Shape: a normal variable is the sum of twelve uniform ones less six.
package struct Noise: RandomNumberGenerator {
    private var generator: SeededGenerator

    package init(state: UInt64) {
        generator = SeededGenerator(seed: state)
    }

    package mutating func next() -> UInt64 { generator.next() }

    package mutating func nextNormal() -> Double {
        (0..<12).reduce(-6) { sum, _ in sum + generator.uniform() }
    }
}
