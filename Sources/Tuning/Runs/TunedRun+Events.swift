import LambdaPlatform
import Measurement

/// The curve of one event of a mix under one strategy.
struct EventCurve: Sendable {
    /// The event's name.
    let event: String

    /// The event's weight over the sum of all weights.
    let share: Double

    /// The curve of that event alone.
    let curve: DurationCurve
}

extension TunedRun {
    /// The curves of each event with a weight, in order of their names.
    static func eventCurves(of run: MeasuredRun, at settings: [MemorySetting]) -> [EventCurve] {
        let weights = run.record.plan.payloadWeights.filter { $0.value > 0 && $0.value.isFinite }
        let total = weights.values.reduce(0, +)
        let byEvent = Dictionary(grouping: weights.isEmpty ? [] : run.invocations) {
            $0.payload ?? ""
        }
        return weights.sorted { $0.key < $1.key }.flatMap { event, weight in
            let piles = InvocationPile.piles(of: byEvent[event] ?? [])
            return curves(of: piles, weights: [:], run.record).map { curve in
                EventCurve(
                    event: event,
                    share: weight / total,
                    curve: curve.tabulated(at: settings)
                )
            }
        }
    }

    /// What each event of a mix would take and cost at an option; none for a single event.
    func events(at choice: Option, under conditions: Conditions) -> [Recommendation.Event] {
        eventCurves.filter { $0.curve.strategy == choice.strategy }.map { entry in
            Recommendation.Event(
                name: entry.event,
                share: entry.share,
                option: option(at: choice.memory, on: entry.curve, under: conditions)
            )
        }
    }
}
