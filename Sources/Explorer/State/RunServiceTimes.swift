package import Capacity
import Estimation
package import LambdaPlatform
package import Measurement
package import Tuning

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The durations that a month of traffic draws from: what was measured of a strategy, or what its
/// curve says.
package struct RunServiceTimes: Sendable {
    /// The curve of the strategy.
    private let curve: DurationCurve

    /// The invocations of the strategy by setting.
    private let piles: [InvocationPile]

    /// Whether a setting's samples stand for it.
    private let hasOwnSamples: Bool

    /// INIT in ms where it is given rather than measured.
    private let initialMS: Double?

    /// Takes the curve of a strategy.
    ///
    /// - Parameters:
    ///   - curve: The curve.
    ///   - run: The run that it was fitted to.
    ///   - initialMS: INIT in ms to take instead of the measured one.
    package init(curve: DurationCurve, of run: MeasuredRun, initialMS: Double? = nil) {
        self.curve = curve
        self.piles = InvocationPile.piles(of: run.invocations)
            .filter { $0.strategy == curve.strategy }
        // Samples of a converted curve belong to other settings now.
        self.hasOwnSamples = !curve.isConverted
        self.initialMS = initialMS
    }

    /// The threading strategy.
    package var strategy: ThreadingStrategy { curve.strategy }

    /// The settings that were measured, in order.
    package var measuredSettings: [MemorySetting] { curve.measured.map(\.memory) }

    /// The fewest warm invocations that stand for a setting by themselves.
    ///
    /// - Shape: below it the fitted typical duration is spread as all settings' invocations are.
    private static let enoughInvocations = 30
}

extension RunServiceTimes {
    /// A setting and its durations.
    ///
    /// - Throws: ``Capacity/DurationDistribution/Refusal`` for durations that cannot be.
    package func setting(at memory: MemorySetting) throws -> ForecastSetting {
        let here = hasOwnSamples ? piles.first { $0.memory == memory } : nil
        let cold = (here?.coldStarts ?? []).map(\.durationMS)
        return ForecastSetting(
            memory: memory,
            times: ServiceTimes(
                warm: try warm(at: memory, observed: here?.durationsMS ?? []),
                cold: cold.isEmpty ? nil : try .observed(ms: cold),
                initial: try initial(observed: here?.initMS ?? [])
            ),
            isProjected: curve.isProjected(at: memory)
        )
    }

    private func warm(
        at memory: MemorySetting,
        observed: [Double]
    ) throws -> DurationDistribution {
        if observed.count >= Self.enoughInvocations { return try .observed(ms: observed) }
        let typical = curve.durationMS(at: memory).value
        let deviations = curve.measured.flatMap(\.logDeviations)
        guard !deviations.isEmpty else { return try .constant(ms: typical) }
        return try .observed(ms: deviations.map { typical * exp($0) })
    }

    /// INIT as given, as seen at the setting, or as seen at all of them: it hardly depends on memory.
    private func initial(observed: [Double]) throws -> DurationDistribution {
        if let initialMS { return try .constant(ms: initialMS) }
        let all = observed.isEmpty ? piles.flatMap(\.initMS) : observed
        return all.isEmpty ? .zero : try .observed(ms: all)
    }
}
