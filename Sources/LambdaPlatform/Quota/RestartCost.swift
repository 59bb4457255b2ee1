#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The CPU time that a function needs more each time it is stopped and let go on.
///
/// While it is stopped others use the caches, and what it held there has to be fetched again. Under a
/// small quota a function is stopped in each period, so this is what makes its CPU time grow.
///
/// - Shape: `c × (stop ÷ 20 ms)^e`, stops beyond 60 ms counting as 60 ms: by then nothing is left in
///   the caches that could still be lost.
/// - Source: own measurements of twelve workloads, METHOD.md §6: 0.1 to 1.2 ms after 20 ms.
package struct RestartCost: Hashable, Sendable, Codable {
    /// The CPU time, in ms, that a stop of ``referenceMS`` costs.
    package let cpuMS: Double

    /// How the cost grows with the length of the stop: 0 not at all, 1 in proportion.
    package let exponent: Double

    /// The length of the stop, in ms, that ``cpuMS`` is for: about one period.
    package static let referenceMS = 20.0

    /// The length of a stop, in ms, beyond which it costs no more.
    package static let longestMS = 60.0

    /// Stops that cost nothing.
    package static let none = RestartCost(cpuMS: 0, exponent: 0)

    /// Takes a cost; negative ones count as none, exponents outside 0…1 as the nearest end.
    package init(cpuMS: Double, exponent: Double) {
        self.cpuMS = cpuMS.isFinite ? max(0, cpuMS) : 0
        self.exponent = exponent.isFinite ? min(max(exponent, 0), 1) : 0
    }

    /// What stops of one length cost on average.
    package struct Observation: Hashable, Sendable {
        /// The mean length of the stops, in ms; above 0.
        package let stopMS: Double

        /// The CPU time that each of them cost, in ms; below 0 by chance alone.
        package let cpuMS: Double

        package init(stopMS: Double, cpuMS: Double) {
            self.stopMS = stopMS
            self.cpuMS = cpuMS
        }
    }

    /// Puts a curve through what short and long stops cost.
    ///
    /// - Edge cases: where either cost nothing, the mean of both at every length.
    package init(short: Observation, long: Observation) {
        guard short.cpuMS > 0, long.cpuMS > 0, long.stopMS > short.stopMS, short.stopMS > 0 else {
            self.init(cpuMS: (short.cpuMS + long.cpuMS) / 2, exponent: 0)
            return
        }
        let slope = log(long.cpuMS / short.cpuMS) / log(long.stopMS / short.stopMS)
        let exponent = min(max(slope, 0), 1)
        // Between the two where the slope had to be held to its range.
        let middle = (log(short.cpuMS) + log(long.cpuMS)) / 2
        let length = (log(short.stopMS) + log(long.stopMS)) / 2
        self.init(
            cpuMS: exp(middle + exponent * (log(Self.referenceMS) - length)),
            exponent: exponent
        )
    }

    /// The CPU time, in ms, that a stop of some length costs.
    package func cpuMS(afterStopMS stop: Double) -> Double {
        guard cpuMS > 0, stop > 0 else { return 0 }
        return cpuMS * pow(min(stop, Self.longestMS) / Self.referenceMS, exponent)
    }
}
