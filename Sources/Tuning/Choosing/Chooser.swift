import Estimation
import LambdaPlatform
import Measurement

/// Picks one of the options that a run offers under conditions.
struct Chooser {
    let run: TunedRun
    let conditions: Conditions

    /// The options that keep the limits; every option where none does.
    let options: [Option]

    /// Whether the limits can be kept.
    let isFeasible: Bool

    /// The highest cost and the longest duration among the options.
    private let highest: (cost: Double, durationMS: Double)

    /// How far, as a share, two durations may lie apart and still be worth nothing to tell apart.
    static let worthless = 0.005

    /// Sorts a run's options by whether they keep the limits.
    ///
    /// - Edge cases: nil when there is no option at all.
    init?(run: TunedRun, conditions: Conditions, options: [Option]) {
        guard !options.isEmpty else { return nil }
        let feasible = options.filter { Self.excess(of: $0, run, conditions) <= 1 }
        self.run = run
        self.conditions = conditions
        self.options = feasible.isEmpty ? options : feasible
        self.isFeasible = !feasible.isEmpty
        self.highest = (
            self.options.map(\.costPerMillion.value).max() ?? 1,
            self.options.map(\.durationMS.value).max() ?? 1
        )
    }

    /// By which factor an option breaks the limit that it breaks most; at most 1 when it keeps all.
    static func excess(of option: Option, _ run: TunedRun, _ conditions: Conditions) -> Double {
        var worst = 0.0
        if let limit = conditions.latencyLimit, let curve = run.curve(for: option.strategy) {
            let latency = curve.quantileMS(limit.quantile, at: option.memory).value
            worst = max(worst, limit.milliseconds > 0 ? latency / limit.milliseconds : .infinity)
        }
        if let limit = conditions.costLimitPerMillion {
            let cost = option.costPerMillion.value
            worst = max(worst, limit > 0 ? cost / limit : .infinity)
        }
        return worst
    }

    /// The choice for an aim.
    ///
    /// - Edge cases: where no option keeps the limits, the one that breaks them least.
    func choice(for objective: Objective) -> Option? {
        chosen(for: objective).map { isFeasible ? simpler(than: $0) : $0 }
    }

    /// One thread at the same setting, where more of them are not 1 % faster.
    private func simpler(than option: Option) -> Option {
        guard
            let single = options.first(where: {
                $0.strategy == .single && $0.memory == option.memory
            }), single != option
        else { return option }
        let gain = run.durationRatio(of: single, to: option).value
        return gain < ThreadingComparison.payingSpeedUp ? single : option
    }

    private func chosen(for objective: Objective) -> Option? {
        guard isFeasible else {
            return options.min {
                Self.excess(of: $0, run, conditions) < Self.excess(of: $1, run, conditions)
            }
        }
        let best = bestByValue(objective)
        let measured = bestByValue(objective, among: options.filter(\.isMeasured))
        guard let best, let measured, !best.isMeasured else { return best }
        return exceedsItsError(best, over: measured, objective) ? best : measured
    }

    /// Whether leaving a measured setting gains more than the doubt about the gain.
    private func exceedsItsError(
        _ option: Option,
        over measured: Option,
        _ objective: Objective
    ) -> Bool {
        let ratio =
            switch objective {
            case .cheapest: run.costRatio(of: option, to: measured)
            case .fastest, .recommended: run.durationRatio(of: option, to: measured)
            case .balanced: balancedRatio(of: option, to: measured, objective)
            }
        let gain = 1 - ratio.value
        return gain > max((ratio.high - ratio.low) / 2, Self.worthless)
    }

    private func bestByValue(_ objective: Objective) -> Option? {
        bestByValue(objective, among: options)
    }

    private func bestByValue(_ objective: Objective, among options: [Option]) -> Option? {
        switch objective {
        case .cheapest:
            options.min { $0.costPerMillion.value < $1.costPerMillion.value }
        case .fastest:
            fastest(among: options)
        case .balanced(let weight):
            options.min { balanced($0, weight) < balanced($1, weight) }
        case .recommended:
            fastest(among: costTies(among: options))
        }
    }

    /// The options whose cost cannot be told apart from the cheapest: the interval of the ratio
    /// holds 1.
    func costTies(among options: [Option]) -> [Option] {
        guard let cheapest = bestByValue(.cheapest, among: options) else { return [] }
        return options.filter { run.costRatio(of: $0, to: cheapest).low <= 1 }
    }

    /// The cheapest of the options whose duration is worth nothing to tell from the shortest.
    private func fastest(among options: [Option]) -> Option? {
        guard let shortest = options.map(\.durationMS.value).min() else { return nil }
        return
            options
            .filter { $0.durationMS.value <= shortest * (1 + Self.worthless) }
            .min { $0.costPerMillion.value < $1.costPerMillion.value }
    }

    /// The balanced value of an option among all that keep the limits.
    func balanced(_ option: Option, _ weight: Double) -> Double {
        weight * option.costPerMillion.value / highest.cost
            + (1 - weight) * option.durationMS.value / highest.durationMS
    }
}
