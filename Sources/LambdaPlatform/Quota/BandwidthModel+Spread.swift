/// The durations of one burst over every phase at which it may start.
///
/// - Unit: ms.
package struct BandwidthSpread: Hashable, Sendable {
    /// The mean over the phases.
    package let meanMS: Double

    /// The durations in ascending order, one for each of evenly spaced phases.
    package let durationsMS: [Double]

    init(durationsMS: [Double]) {
        self.durationsMS = durationsMS.sorted()
        self.meanMS = durationsMS.reduce(0, +) / Double(max(durationsMS.count, 1))
    }

    /// The duration that the given share of phases does not exceed.
    package func quantileMS(_ probability: Double) -> Double {
        guard let last = durationsMS.indices.last else { return 0 }
        let rank = Double(last) * min(max(probability, 0), 1)
        return durationsMS[Int(rank.rounded())]
    }
}

extension BandwidthModel {
    /// The durations of a burst of one thread when nothing is known of where in the period it starts.
    ///
    /// - Parameters:
    ///   - cpuMS: the CPU time that the burst needs.
    ///   - phases: how many evenly spaced phases stand for all, at least one.
    /// - Returns: the durations over the phases.
    package func spread(cpuMS: Double, phases: Int = 40) -> BandwidthSpread {
        BandwidthSpread(
            durationsMS: starts(phases).map { durationMS(cpuMS: cpuMS, startPhaseMS: $0) }
        )
    }

    private func starts(_ phases: Int) -> [Double] {
        let count = max(1, phases)
        return (0..<count).map { (Double($0) + 0.5) / Double(count) * periodMS }
    }

    /// The durations of several threads under one quota, over every phase.
    package func spread(
        threadsCPUMS: [Double],
        processors: Int,
        phases: Int = 40
    ) -> BandwidthSpread {
        BandwidthSpread(
            durationsMS: starts(phases).map { phase in
                durationMS(
                    threadsCPUMS: threadsCPUMS,
                    processors: processors,
                    startPhaseMS: phase
                )
            }
        )
    }
}
