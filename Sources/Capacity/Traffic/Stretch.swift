/// A stretch of the month that is simulated in the place of more of it.
package struct Stretch: Hashable, Sendable {
    /// When the figures begin, in seconds from the start of the month.
    package let start: Double

    /// How long they are taken for, in seconds.
    package let seconds: Double

    /// How long is simulated before they begin, so that idle environments are there as they would be.
    package let warmUp: Double

    /// How many times itself it stands for.
    package let weight: Double

    /// The group of like windows that it was drawn from.
    package let stratum: Int
}

extension Scenario {
    /// Simulates one stretch.
    ///
    /// - Parameters:
    ///   - stretch: What is simulated.
    ///   - batches: How many batches to cut it into.
    ///   - progress: Called with the share that is done, 0…1, after each batch.
    /// - Returns: The batches of each function, and how many events were handled.
    package func simulate(
        _ stretch: Stretch,
        batches: Int,
        progress: (Double) -> Void = { _ in }
    ) -> (functions: [[Observations.Batch]], events: Int) {
        var simulation = Simulation(
            self,
            from: stretch.start - stretch.warmUp,
            stream: stretch.stratum
        )
        simulation.run(until: stretch.start)
        _ = simulation.cut(from: stretch.start)
        var result = functions.map { _ in [Observations.Batch]() }
        for index in 0..<batches {
            let begin = stretch.start + stretch.seconds * Double(index) / Double(batches)
            let end = stretch.start + stretch.seconds * Double(index + 1) / Double(batches)
            simulation.run(until: end)
            progress((Double(index) + 1) / Double(batches))
            for (function, tally) in simulation.cut(from: begin).enumerated() {
                result[function].append(
                    Observations.Batch(
                        stratum: stretch.stratum,
                        weight: stretch.weight,
                        tally: tally
                    )
                )
            }
        }
        return (result, simulation.events)
    }

    /// Simulates the stretches of a plan and observes the first function.
    ///
    /// - Parameters:
    ///   - plan: The stretches.
    ///   - progress: Called with the share of all of them that is done, 0…1.
    /// - Returns: What the first function did, and how many events were handled.
    func observe(
        _ plan: StretchPlan,
        progress: (Double) -> Void
    ) -> (seen: [Observations], events: Int) {
        var batches = functions.map { _ in [Observations.Batch]() }
        var events = 0
        for (index, stretch) in plan.stretches.enumerated() {
            let part = simulate(stretch, batches: plan.batches) { share in
                progress((Double(index) + share) / Double(plan.stretches.count))
            }
            for (function, seen) in part.functions.enumerated() { batches[function] += seen }
            events += part.events
        }
        return (batches.map(Observations.init), events)
    }

    /// Simulates one stretch of a steady state and observes each function.
    ///
    /// - Parameters:
    ///   - seconds: How long to observe.
    ///   - warmUp: How long to run before.
    ///   - batches: How many batches the intervals are worked out from.
    /// - Returns: What each function did, in the scenario's order.
    package func observe(seconds: Double, warmUp: Double, batches: Int = 32) -> [Observations] {
        let stretch = Stretch(start: 0, seconds: seconds, warmUp: warmUp, weight: 1, stratum: 0)
        return simulate(stretch, batches: batches).functions.map(Observations.init)
    }
}
