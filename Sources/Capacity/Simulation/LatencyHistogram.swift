/// How often each latency occurred, in a fixed amount of memory.
///
/// - Unit: seconds.
/// - Shape: 256 bins to a doubling from 2⁻²⁰ s to 2²⁰ s, so a quantile is within 0.4 %.
/// - Source: the layout is that of HdrHistogram (Tene), read off the floating-point bits.
struct LatencyHistogram: Sendable {
    private static let lowest = Int(bitPattern: UInt((0x1p-20).bitPattern >> 44))
    private static let bins = 40 * 256 + 1

    private var counts = ContiguousArray<Int>(repeating: 0, count: bins)

    /// How many latencies were recorded.
    private(set) var count = 0

    /// Their sum, in seconds.
    private(set) var sum = 0.0

    /// Records a latency.
    @inline(__always)
    mutating func record(_ seconds: Double) {
        let bin = Int(bitPattern: UInt(seconds.bitPattern >> 44)) - Self.lowest
        counts[min(max(bin, 0), Self.bins - 1)] += 1
        count += 1
        sum += seconds
    }

    /// Adds what another histogram recorded, as often as a weight says.
    mutating func merge(_ other: LatencyHistogram) {
        for index in counts.indices { counts[index] += other.counts[index] }
        count += other.count
        sum += other.sum
    }

    /// The latency that the given share did not exceed, interpolated within its bin.
    ///
    /// - Edge cases: nil when nothing was recorded.
    func quantile(_ probability: Double) -> Double? {
        WeightedLatencies([(self, 1)]).quantile(probability)
    }

    /// How many latencies did not exceed one, by whole bins but for a share of the one it is in.
    func count(upTo seconds: Double) -> Double {
        let bin = Int(bitPattern: UInt(seconds.bitPattern >> 44)) - Self.lowest
        guard bin >= 0 else { return 0 }
        guard bin < Self.bins else { return Double(count) }
        let below = counts[..<bin].reduce(0, +)
        let part = (seconds - Self.edge(bin)) / (Self.edge(bin + 1) - Self.edge(bin))
        return Double(below) + part * Double(counts[bin])
    }

    /// The lower edge of a bin, in seconds.
    static func edge(_ bin: Int) -> Double {
        Double(bitPattern: UInt64(bin + lowest) << 44)
    }

    /// The counts of the bins.
    var binCounts: ContiguousArray<Int> { counts }
}

/// Latencies of several stretches, each counting with its weight.
struct WeightedLatencies: Sendable {
    private var weights: [Double] = []
    private var total = 0.0

    init(_ parts: [(LatencyHistogram, Double)]) {
        for (histogram, weight) in parts {
            if weights.isEmpty {
                weights = [Double](repeating: 0, count: histogram.binCounts.count)
            }
            for (bin, count) in histogram.binCounts.enumerated() where count > 0 {
                weights[bin] += Double(count) * weight
            }
            total += Double(histogram.count) * weight
        }
    }

    /// The latency that the given share did not exceed, in seconds; nil when there are none.
    func quantile(_ probability: Double) -> Double? {
        guard total > 0 else { return nil }
        let target = probability * total
        var below = 0.0
        var last = 0
        for (bin, weight) in weights.enumerated() where weight > 0 {
            if below + weight >= target {
                let low = LatencyHistogram.edge(bin)
                let high = LatencyHistogram.edge(bin + 1)
                return low + (high - low) * (target - below) / weight
            }
            below += weight
            last = bin
        }
        return LatencyHistogram.edge(last + 1)
    }
}
