import Estimation
import LambdaPlatform
import Measurement

/// Why an option was chosen, in sentences for a person.
struct Reasons {
    let chooser: Chooser
    let choice: Option
    let comparison: Recommendation.Comparison?
    let events: [Recommendation.Event]

    /// The sentences, the most important first.
    var sentences: [String] {
        [headline, tie, threading, mix, today].compactMap(\.self)
    }

    /// The choice against the smallest setting, and what lies beyond it.
    private var headline: String {
        let own = chooser.options.filter { $0.strategy == choice.strategy }
        guard let smallest = own.first, smallest.memory < choice.memory else {
            return "\(choice.memory)\(named): \(beyond(own))."
        }
        let faster = smallest.durationMS.value / choice.durationMS.value
        let dearer = choice.costPerMillion.value / smallest.costPerMillion.value - 1
        let cost = abs(dearer) < 0.0005 ? "at the same cost" : "for \(more(dearer))"
        return "\(choice.memory)\(named): \(times(faster)) faster than \(smallest.memory) \(cost)"
            + "; \(beyond(own))."
    }

    private var named: String {
        chooser.run.curves.count > 1 ? " with \(choice.strategy)" : ""
    }

    /// What more memory would bring.
    private func beyond(_ own: [Option]) -> String {
        let larger = own.filter { $0.memory > choice.memory }
        guard let best = larger.min(by: { $0.durationMS.value < $1.durationMS.value }) else {
            return "it is the largest setting that was looked at"
        }
        let faster = choice.durationMS.value / best.durationMS.value
        if faster < 1.02 {
            return choice.strategy == .single
                ? "beyond it one thread gains nothing" : "beyond it more memory gains nothing"
        }
        let dearer = best.costPerMillion.value / choice.costPerMillion.value - 1
        return "\(best.memory) would be \(times(faster)) faster for \(more(dearer))"
    }

    private func more(_ share: Double) -> String {
        "\(percent(share)) \(share < 0 ? "less" : "more")"
    }

    /// How the choice's cost compares with the cheapest.
    private var tie: String? {
        guard chooser.conditions.objective == .recommended, chooser.isFeasible,
            let cheapest = chooser.choice(for: .cheapest), cheapest != choice
        else { return nil }
        let ratio = chooser.run.costRatio(of: choice, to: cheapest)
        return "Its cost cannot be told apart from the cheapest (\(cheapest.memory)): "
            + "between \(more(ratio.low - 1)) and \(more(ratio.high - 1))."
    }

    /// The chosen strategy against the others at the same setting.
    private var threading: String? {
        let same = chooser.options.filter {
            $0.memory == choice.memory && $0.strategy != choice.strategy
        }
        guard let rival = same.min(by: { $0.durationMS.value < $1.durationMS.value }) else {
            return nil
        }
        let ratio = chooser.run.durationRatio(of: rival, to: choice)
        if ratio.holdsOne {
            return
                "At \(choice.memory) \(choice.strategy) and \(rival.strategy) take the same time."
        }
        return ratio.value > 1
            ? "At \(choice.memory) \(choice.strategy) is \(times(ratio.value)) faster than "
                + "\(rival.strategy)."
            : "At \(choice.memory) \(rival.strategy) would be \(times(1 / ratio.value)) faster."
    }

    /// What the events of a mix take at the choice, the heaviest five of them.
    private var mix: String? {
        guard !events.isEmpty else { return nil }
        let heaviest = events.sorted { ($1.share, $0.name) < ($0.share, $1.name) }
        let named = heaviest.prefix(5).map { event in
            "\(event.name) (\(percent(event.share))) takes "
                + milliseconds(event.option.durationMS.value)
        }
        let others = events.count > 5 ? ", and \(events.count - 5) more" : ""
        return "Of the events at \(choice.memory), \(named.joined(separator: ", "))\(others)."
    }

    /// The choice against today's setting.
    private var today: String? {
        guard let comparison, comparison.current.memory != choice.memory else { return nil }
        let speed = comparison.speedup.value
        let pace = speed >= 1 ? "\(times(speed)) faster" : "\(times(1 / speed)) slower"
        return "Against today's \(comparison.current.memory): \(pace) for "
            + "\(more(comparison.costRatio.value - 1))."
    }
}
