import Estimation
import Foundation
import LambdaPlatform

/// What another tool would do on a simulated function.
struct PeerOutcome {
    let choice: MemorySetting
    let invocations: Int
    /// The curve it ends with, where it has one.
    let curve: ((MemorySetting) -> Double)?
}

/// The rule of aws-lambda-power-tuning: the cheapest of the tested sizes.
///
/// - Source: its `analyzer.js` and `utils.js`: a fifth of the sorted durations cut from either end.
func powerTuning(
    _ truth: SimulatedTruth,
    repetitions: Int,
    generator: inout SeededGenerator
) -> PeerOutcome {
    let sizes =
        truth.settings.count > 9
        ? [128, 512, 1_024, 1_792, 3_008, 10_240]
        : [128, 256, 512, 1_024, 1_536, 3_008]
    var best: (memory: MemorySetting, cost: Double)?
    for size in sizes {
        let memory = MemorySetting(clamping: size)
        let durations = (0..<repetitions).map { _ in truth.drawMS(memory, &generator) }
        let mean = OrderedSample(durations).trimmedMean(cut: 0.2) ?? 0
        let cost = mean.rounded(.up) * Double(size)
        if cost < best?.cost ?? .infinity { best = (memory, cost) }
    }
    return PeerOutcome(
        choice: best?.memory ?? .smallest,
        invocations: sizes.count * repetitions,
        curve: nil
    )
}

/// Parrotfish with the settings of its paper: `a0 + a1 exp(−m ÷ a2)` and where to look next.
///
/// - Source: Moghimi et al., "Parrotfish: Parametric Regression for Optimizing Serverless Functions",
///   SoCC 2023, and its source: every size to 3,008 MB, three first sizes, knowledge of width 200 MB,
///   two samples a size and up to five more while they scatter by over 5 %.
func parrotfish(_ truth: SimulatedTruth, generator: inout SeededGenerator) -> PeerOutcome {
    var samples: [(Double, Double)] = []
    var probed: [Double] = []
    var invocations = 0
    func probe(_ megabytes: Double, _ generator: inout SeededGenerator) {
        let memory = MemorySetting(clamping: Int(megabytes))
        var kept = (0..<2).map { _ in truth.drawMS(memory, &generator).rounded(.up) }
        // As many warm-ups as samples come first.
        invocations += 4
        for _ in 0..<5 where spread(kept) > 0.05 {
            let extra = truth.drawMS(memory, &generator).rounded(.up)
            invocations += 1
            let tries = kept.indices.map { index in
                var tried = kept
                tried[index] = extra
                return tried
            }
            kept = (tries + [kept]).min { spread($0) < spread($1) } ?? kept
        }
        probed.append(megabytes)
        samples += kept.map { (megabytes, $0) }
    }
    for megabytes in [128.0, 1_089, 3_008] { probe(megabytes, &generator) }
    var curve = ExponentialCurve(fitting: samples)
    let sizes = stride(from: 128.0, through: 3_008, by: 16).map(\.self)
    func knowledge(_ size: Double) -> Double {
        1 + probed.reduce(0) { $0 + exp(-0.5 * pow((size - $1) / 200, 2)) }
    }
    for _ in 0..<8 {
        let best = sizes.min { $0 * curve($0) < $1 * curve($1) } ?? 128
        guard knowledge(best) <= 2, samples.count < 20 else { break }
        let next = sizes.filter { !probed.contains($0) }
            .min { $0 * curve($0) * knowledge($0) < $1 * curve($1) * knowledge($1) }
        guard let next else { break }
        probe(next, &generator)
        curve = ExponentialCurve(fitting: samples)
    }
    let choice = sizes.min { $0 * curve($0) < $1 * curve($1) } ?? 128
    let fitted = curve
    return PeerOutcome(
        choice: MemorySetting(clamping: Int(choice)),
        invocations: invocations,
        curve: { fitted(Double($0.megabytes)) }
    )
}

/// The standard deviation over the mean.
private func spread(_ values: [Double]) -> Double {
    let sample = OrderedSample(values)
    return (sample.standardDeviation ?? 0) / (sample.mean ?? 1)
}

/// `a0 + a1 exp(−m ÷ a2)` by unweighted least squares, the best decay out of a fine list.
private struct ExponentialCurve {
    private var floor = 0.0
    private var height = 0.0
    private var decay = 1.0

    init(fitting samples: [(Double, Double)]) {
        var best = Double.infinity
        for step in 0...80 {
            let decay = 20 * pow(1.1, Double(step))
            let basis = samples.map { exp(-$0.0 / decay) }
            let n = Double(samples.count)
            let sumX = basis.reduce(0, +)
            let sumY = samples.reduce(0) { $0 + $1.1 }
            let sumXX = basis.reduce(0) { $0 + $1 * $1 }
            let sumXY = zip(basis, samples).reduce(0) { $0 + $1.0 * $1.1.1 }
            let determinant = n * sumXX - sumX * sumX
            guard abs(determinant) > 1e-12 else { continue }
            let height = (n * sumXY - sumX * sumY) / determinant
            let floor = (sumY - height * sumX) / n
            let error = zip(basis, samples).reduce(0) {
                $0 + pow(floor + height * $1.0 - $1.1.1, 2)
            }
            if error < best {
                best = error
                self.floor = floor
                self.height = height
                self.decay = decay
            }
        }
    }

    func callAsFunction(_ megabytes: Double) -> Double {
        floor + height * exp(-megabytes / decay)
    }
}
