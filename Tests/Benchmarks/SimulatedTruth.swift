import Estimation
import Foundation
import LambdaPlatform

/// A function whose duration at every memory setting is known, none of the fitted model's own form.
struct SimulatedTruth: Sendable {
    let name: String

    /// Whether the truth departs from every physical shape by more than a few percent.
    let isMisspecified: Bool

    /// The mean duration in ms at an amount of memory.
    let meanMS: @Sendable (MemorySetting) -> Double

    /// One invocation's duration in ms.
    let drawMS: @Sendable (MemorySetting, inout SeededGenerator) -> Double

    /// The scatter of single invocations: log-normal with this deviation.
    static let noise = 0.1

    private init(
        _ name: String,
        isMisspecified: Bool = false,
        meanMS: @escaping @Sendable (MemorySetting) -> Double
    ) {
        self.name = name
        self.isMisspecified = isMisspecified
        self.meanMS = meanMS
        self.drawMS = { memory, generator in
            meanMS(memory) * exp(Self.noise * generator.normal() - Self.noise * Self.noise / 2)
        }
    }

    private static func share(_ memory: MemorySetting) -> Double {
        PlatformModel.standard.vcpuShare(at: memory)
    }

    /// One thread whose knee is round instead of sharp, as hosts of several speeds make it.
    static let oneThread = SimulatedTruth("one thread") { memory in
        900 * pow(pow(share(memory), -12) + 1, 1.0 / 12)
    }

    /// 90 % parallel work that loses 3 % of its pace with every further processor.
    static let mostlyParallel = parallel("90 % parallel", 0.9, loss: 0.03)

    /// 99 % parallel work that loses 1 % with every further processor.
    static let almostAllParallel = parallel("99 % parallel", 0.99, loss: 0.01)

    private static func parallel(
        _ name: String,
        _ fraction: Double,
        loss: Double
    ) -> SimulatedTruth {
        SimulatedTruth(name) { memory in
            let share = share(memory)
            let pace = share / (1 + loss * max(0, share - 1))
            return 4_000 * ((1 - fraction) / min(share, 1) + fraction / pace)
        }
    }

    /// CPU and a download that speeds up with memory by a law of its own.
    static let computeAndIO = SimulatedTruth("CPU + I/O", isMisspecified: true) { memory in
        let megabytes = Double(memory.megabytes)
        return 160 / min(share(memory), 1) + 240 * (0.6 + 0.4 * exp(-megabytes / 700))
    }

    /// 5 ms of CPU time under the quota's ticks, at any phase.
    static let short: SimulatedTruth = {
        @Sendable func model(_ memory: MemorySetting) -> BandwidthModel {
            BandwidthModel(memory: memory, preludeMS: 2)
        }
        return SimulatedTruth(
            "5 ms",
            mean: { 0.6 + model($0).spread(cpuMS: 5).meanMS },
            draw: { memory, generator in
                let phase = 20 * generator.uniform()
                let duration = 0.6 + model(memory).durationMS(cpuMS: 5, startPhaseMS: phase)
                return duration * exp(noise * generator.normal() - noise * noise / 2)
            }
        )
    }()

    private init(
        _ name: String,
        mean: @escaping @Sendable (MemorySetting) -> Double,
        draw: @escaping @Sendable (MemorySetting, inout SeededGenerator) -> Double
    ) {
        self.name = name
        self.isMisspecified = true
        self.meanMS = mean
        self.drawMS = draw
    }

    static let all = [oneThread, mostlyParallel, almostAllParallel, computeAndIO, short]
}

extension SimulatedTruth {
    /// The settings that a session may measure and choose from.
    var settings: [MemorySetting] {
        let most = name.contains("parallel") ? 10_240 : 3_008
        return [128, 256, 512, 768, 1_024, 1_536, 1_792, 2_048, 3_008, 4_096, 5_376, 7_168, 10_240]
            .filter { $0 <= most }
            .map { MemorySetting(clamping: $0) }
    }

    /// GB-milliseconds of a typical invocation: what is billed, but for price and request.
    func cost(at memory: MemorySetting) -> Double {
        meanMS(memory) * Double(memory.megabytes) / 1_024
    }

    /// How much more the setting costs than the cheapest, as a share.
    func costRegret(of memory: MemorySetting) -> Double {
        let best = settings.map { cost(at: $0) }.min() ?? 1
        return cost(at: memory) / best - 1
    }
}
