import Explorer
import LambdaPlatform
import Measurement
import Tuning

extension RunServiceTimes {
    /// Takes the curve of a strategy, or of the one recommended at some prices.
    ///
    /// - Throws: ``UnmeasuredStrategy`` when the run does not have it.
    init(
        tuned: TunedRun,
        strategy: ThreadingStrategy?,
        tariff: Tariff,
        initialMS: Double?
    ) throws(UnmeasuredStrategy) {
        let chosen =
            strategy
            ?? tuned.recommendation(under: Conditions(tariff: tariff)).choice.strategy
        guard let curve = tuned.curve(for: chosen) else {
            throw UnmeasuredStrategy(strategy: chosen, measured: tuned.curves.map(\.strategy))
        }
        self.init(curve: curve, of: tuned.run, initialMS: initialMS)
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
