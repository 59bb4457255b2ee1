package import Estimation
import LambdaPlatform

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What a duration at one vCPU is made of.
package struct DurationParts: Hashable, Sendable {
    /// Waiting, in ms.
    package let waitingMS: Double

    /// CPU time that only one thread can do, in ms.
    package let serialMS: Double

    /// CPU time that spreads over the processors, in ms.
    package let parallelMS: Double
}

extension DurationCurve {
    /// What the fit says the duration at one vCPU is made of, on average over the shapes.
    package var parts: DurationParts { posterior.parts }

    /// The memory in MB beyond which nothing allowed gains two percent more, where there is any.
    ///
    /// - Edge cases: nil when the duration still falls at the largest setting measured.
    package var kneeMB: Estimate? {
        guard let last = measured.last, let first = measured.first, first.memory < last.memory
        else { return nil }
        let levels = posterior.shapeWeights.map {
            (posterior.library.shapes[$0.shape].levelMemory / fittedPerAsked, $0.weight)
        }
        let knees = [0.05, 0.5, 0.95].map { quantile in
            OrderedSample.weighted(
                levels,
                quantile: quantile
            )
        }
        guard knees[1] < Double(last.memory.megabytes) else { return nil }
        return Estimate(value: knees[1], low: knees[0], high: knees[2])
    }

    /// One line that names the model, for reports.
    package var modelDescription: String {
        let parts = parts
        let shapes = posterior.shapeWeights.count
        return "physical (waiting \(milliseconds(parts.waitingMS)), "
            + "one thread \(milliseconds(parts.serialMS)), "
            + "all processors \(milliseconds(parts.parallelMS)) at one vCPU), "
            + "averaged over \(shapes) shapes with a smooth correction"
    }
}

extension DurationShape {
    /// The smallest memory in MB at which four times as much would gain less than 2 %.
    ///
    /// - Edge cases: infinite for shapes that always gain.
    var levelMemory: Double {
        guard waitingExponent == 0 || waiting == 0, parallel == 0 || processorLimit.isFinite
        else { return .infinity }
        var low = 64.0
        var high = parallel == 0 ? kneeMB : kneeMB * max(processorLimit, 1)
        let floor = waiting + serial + (parallel == 0 ? 0 : parallel / max(processorLimit, 1))
        // Duration falls up to the knee, so halving finds where it comes within 2 % of the floor.
        while high - low > 1 {
            let middle = (low + high) / 2
            if relativeDuration(at: middle) > floor * 1.02 { low = middle } else { high = middle }
        }
        return high
    }
}

extension OrderedSample {
    /// The value below which the given share of the weights lies.
    static func weighted(_ values: [(value: Double, weight: Double)], quantile: Double) -> Double {
        let total = values.reduce(0) { $0 + $1.weight }
        var sum = 0.0
        for entry in values.sorted(by: { $0.value < $1.value }) {
            sum += entry.weight
            if sum >= quantile * total { return entry.value }
        }
        return .infinity
    }
}

extension CurvePosterior {
    /// The probability of every shape that has any, in the order of the library.
    var shapeWeights: [(shape: Int, weight: Double)] {
        Dictionary(components.map { ($0.shape, $0.weight) }, uniquingKeysWith: +)
            .sorted { $0.key < $1.key }
            .map { (shape: $0.key, weight: $0.value) }
    }

    /// What the duration at one vCPU is made of, on average over the shapes.
    var parts: DurationParts {
        var durations: [Double: Double] = [:]
        var waiting = 0.0
        var serial = 0.0
        var parallel = 0.0
        for component in components {
            let shape = library.shapes[component.shape]
            let duration = durations[shape.kneeMB] ?? durationMS(at: shape.kneeMB).value
            durations[shape.kneeMB] = duration
            let scale =
                duration * component.weight / (shape.waiting + shape.serial + shape.parallel)
            waiting += shape.waiting * scale
            serial += shape.serial * scale
            parallel += shape.parallel * scale
        }
        return DurationParts(waitingMS: waiting, serialMS: serial, parallelMS: parallel)
    }
}
