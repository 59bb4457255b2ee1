import Estimation
package import LambdaPlatform
package import Measurement

/// New execution environments at a memory setting against those that were there already.
package struct EnvironmentStarts: Hashable, Sendable {
    /// The memory setting.
    package let memory: MemorySetting

    /// The threading strategy.
    package let strategy: ThreadingStrategy

    /// How many environments were started.
    package let count: Int

    /// The median of INIT, in ms.
    package let initMS: Double

    /// The INIT that 95 % of the environments did not exceed, in ms.
    package let initP95MS: Double

    /// The median of first invocations, INIT not included, in ms.
    package let firstMS: Double

    /// The typical later invocation, in ms; nil where there was none.
    package let laterMS: Double?

    /// The most memory that an environment was seen to use, in MB, where known.
    package let maxMemoryUsedMB: Double?
}

extension EnvironmentStarts {
    /// What an invocation is spared by what the function keeps from earlier ones, such as connections
    /// and models, in ms; never negative.
    package var savedMS: Double? { laterMS.map { max(0, firstMS - $0) } }

    init?(_ pile: InvocationPile) {
        let starts = OrderedSample(pile.coldStarts.compactMap(\.initMS))
        guard let initMS = starts.median,
            let firstMS = OrderedSample(pile.coldStarts.map(\.durationMS)).median
        else { return nil }
        memory = pile.memory
        strategy = pile.strategy
        count = starts.values.count
        self.initMS = initMS
        initP95MS = starts.quantile(0.95) ?? initMS
        self.firstMS = firstMS
        laterMS = OrderedSample(pile.durationsMS).median
        maxMemoryUsedMB = pile.maxMemoryUsedMB
    }
}

extension TunedRun {
    /// The starts at each setting, in the order of strategies and settings.
    package var environmentStarts: [EnvironmentStarts] { facts.starts }

    /// Cold and warm apart at the measured setting nearest to a choice, in one sentence; nil unless
    /// some setting was started more than once.
    func startFinding(at choice: Option) -> String? {
        let starts = environmentStarts.filter { $0.strategy == choice.strategy && $0.count > 1 }
        let nearest = starts.min {
            abs($0.memory.megabytes - choice.memory.megabytes)
                < abs($1.memory.megabytes - choice.memory.megabytes)
        }
        guard let start = nearest, let later = start.laterMS, let saved = start.savedMS else {
            return nil
        }
        let memory = start.maxMemoryUsedMB.map {
            " and costs the memory it fills: \(rounded($0, decimals: 0)) MB in use"
        }
        return "\(start.count) new environments at \(start.memory) took "
            + "\(milliseconds(start.initMS)) for INIT (95 % at most "
            + "\(milliseconds(start.initP95MS))) and \(milliseconds(start.firstMS)) for the first "
            + "invocation, later ones \(milliseconds(later)): what the function keeps between "
            + "invocations saves \(milliseconds(saved)) each\(memory ?? "")."
    }
}
