import Estimation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Log durations held to what more memory does: durations fall, or stay, unless a rise is evident.
///
/// The smooth correction of a fit may follow noise upwards. Neighbours that rise are pooled to their
/// mean; from a setting on from which a rise is evident, durations are left as they were fitted.
///
/// - Source: Barlow et al. (1972), "Statistical Inference under Order Restrictions", §1.2: the
///   pool-adjacent-violators algorithm.
struct FallingMeans: Hashable, Sendable {
    /// The held log durations, in the order given.
    let values: [Double]

    /// Pools the values before a position; the values from it on stay as they are.
    init(_ values: [Double], before end: Int) {
        var blocks: [(sum: Double, count: Int)] = []
        for value in values.prefix(max(end, 0)) {
            var block = (sum: value, count: 1)
            while let last = blocks.last,
                block.sum / Double(block.count) > last.sum / Double(last.count)
            {
                block = (last.sum + block.sum, last.count + block.count)
                blocks.removeLast()
            }
            blocks.append(block)
        }
        let pooled = blocks.flatMap {
            Array(repeating: $0.sum / Double($0.count), count: $0.count)
        }
        self.values = pooled + values.dropFirst(pooled.count)
    }
}

extension CurvePosterior {
    /// Where the duration begins to rise beyond doubt.
    ///
    /// - Parameter beliefs: the beliefs at the measured amounts of memory, in ascending order.
    /// - Returns: the position of the smallest measured amount that a larger one takes longer than,
    ///   with the whole 90 % interval of their ratio; infinite without.
    func risesFrom(_ beliefs: [LogBelief]) -> Double {
        for (index, low) in beliefs.enumerated() {
            let isEvident = beliefs.dropFirst(index + 1).contains { high in
                guard high.mean > low.mean else { return false }
                let ratio = ratio(of: high, to: low)
                // Twice the interval's reach, 3.3 deviations: there are many pairs to look at.
                return log(ratio.value) > 2 * log(ratio.value / ratio.low)
            }
            if isEvident { return low.position }
        }
        return .infinity
    }

    /// The means of beliefs, held to falling with memory unless the measured points evidently rise.
    ///
    /// - Parameters:
    ///   - beliefs: the beliefs in any order.
    ///   - measured: the beliefs at the measured amounts in ascending order; asked for only where a
    ///     mean rises.
    /// - Returns: the log durations in the order of the beliefs.
    func heldMeans(_ beliefs: [LogBelief], measured: () -> [LogBelief]) -> [Double] {
        let order = beliefs.indices.sorted { beliefs[$0].position < beliefs[$1].position }
        let fitted = order.map { beliefs[$0].mean }
        guard zip(fitted, fitted.dropFirst()).contains(where: { $0 < $1 }) else {
            return beliefs.map(\.mean)
        }
        let rise = risesFrom(measured())
        let end = order.firstIndex { beliefs[$0].position > rise } ?? order.count
        var means = beliefs.map(\.mean)
        for (index, value) in zip(order, FallingMeans(fitted, before: end).values) {
            means[index] = value
        }
        return means
    }
}
