import Capacity
import Estimation
import Foundation
import LambdaPlatform
import Measurement
import Tuning

/// The durations that a forecast draws from, out of a run and its curve.
struct RunServiceTimes {
    /// The run.
    private let run: MeasuredRun

    /// The curve of the strategy.
    private let curve: DurationCurve

    /// INIT in ms given by the user, where it is.
    private let initialMS: Double?

    /// Fits a run and takes the curve of a strategy, or of the one recommended at some prices.
    ///
    /// - Throws: ``TuningFailure``, or ``UnmeasuredStrategy`` when the run does not have it.
    init(
        run: MeasuredRun,
        strategy: ThreadingStrategy?,
        tariff: Tariff,
        initialMS: Double?
    ) throws {
        let tuned = try TunedRun(fitting: run)
        let chosen =
            strategy
            ?? tuned.recommendation(under: Conditions(tariff: tariff)).choice.strategy
        guard let curve = tuned.curve(for: chosen) else {
            throw UnmeasuredStrategy(
                strategy: chosen,
                measured: tuned.curves.map(\.strategy)
            )
        }
        self.run = run
        self.curve = curve
        self.initialMS = initialMS
    }

    /// The threading strategy.
    var strategy: ThreadingStrategy { curve.strategy }

    /// The settings that were measured, in order.
    var measuredSettings: [MemorySetting] { curve.measured.map(\.memory) }

    /// The fewest warm invocations that stand for a setting by themselves.
    ///
    /// - Shape: below it the fitted typical duration is spread as all settings' invocations are.
    private static let enoughInvocations = 30
}

extension RunServiceTimes {
    /// A setting and its durations.
    ///
    /// - Throws: ``DurationDistribution/Refusal`` for durations that cannot be.
    func setting(at memory: MemorySetting) throws -> ForecastSetting {
        let here = counted.filter { $0.memoryMB == memory }
        let cold = here.filter(\.cold).map(\.durationMS)
        return ForecastSetting(
            memory: memory,
            times: ServiceTimes(
                warm: try warm(at: memory, observed: here.filter { !$0.cold }.map(\.durationMS)),
                cold: cold.isEmpty ? nil : try .observed(ms: cold),
                initial: try initial(at: memory)
            ),
            isProjected: curve.isProjected(at: memory)
        )
    }

    /// Successful invocations of the strategy that count.
    private var counted: [Invocation] {
        run.invocations.filter {
            $0.strategy == curve.strategy && $0.status == .success && !$0.warmUp
        }
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
    private func initial(at memory: MemorySetting) throws -> DurationDistribution {
        if let initialMS { return try .constant(ms: initialMS) }
        let seen = run.invocations.filter { $0.cold && $0.strategy == curve.strategy }
        let here = seen.filter { $0.memoryMB == memory }.compactMap(\.initDurationMS)
        let all = here.isEmpty ? seen.compactMap(\.initDurationMS) : here
        return all.isEmpty ? .zero : try .observed(ms: all)
    }
}

/// A strategy was asked for that the run does not have.
struct UnmeasuredStrategy: Error, Hashable, CustomStringConvertible {
    let strategy: ThreadingStrategy
    let measured: [ThreadingStrategy]

    var description: String {
        "The run has no invocations with the strategy \(strategy): it has "
            + measured.map(\.description).joined(separator: ", ") + "."
    }
}
