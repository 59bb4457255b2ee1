import LambdaPlatform

/// How many environments are kept ready for a function, by time of day.
package struct ProvisionedSchedule: Hashable, Sendable {
    /// From a time of day on, this many.
    package struct Step: Hashable, Sendable {
        /// The second of the day, 0..<86,400.
        package let secondOfDay: Int

        /// How many environments from then on.
        package let environments: Int

        package init(secondOfDay: Int, environments: Int) {
            self.secondOfDay = secondOfDay
            self.environments = environments
        }
    }

    /// The steps of a day in order; empty for none at all.
    let steps: [Step]

    /// No provisioned concurrency.
    package static let none = ProvisionedSchedule(unchecked: [])

    private init(unchecked steps: [Step]) {
        self.steps = steps
    }

    /// The same number all day.
    ///
    /// - Parameters:
    ///   - environments: How many, from 0.
    ///   - qualifier: The version or alias that they are for.
    /// - Returns: The schedule.
    /// - Throws: ``Scenario/Refusal`` when Lambda does not take them.
    package static func constant(
        _ environments: Int,
        qualifier: String = "live"
    ) throws(Scenario.Refusal) -> ProvisionedSchedule {
        guard environments != 0 else { return .none }
        return try ProvisionedSchedule(
            steps: [Step(secondOfDay: 0, environments: environments)],
            qualifier: qualifier
        )
    }

    /// Takes the steps of a day.
    ///
    /// - Throws: ``Scenario/Refusal`` for `$LATEST`, and for steps out of order or below 0.
    package init(steps: [Step], qualifier: String = "live") throws(Scenario.Refusal) {
        guard qualifier != "$LATEST" else { throw .provisionedLatest }
        let seconds = steps.map(\.secondOfDay)
        guard seconds.allSatisfy({ (0..<86_400).contains($0) }),
            zip(seconds, seconds.dropFirst()).allSatisfy({ $0 < $1 }),
            steps.allSatisfy({ (0...1_000_000).contains($0.environments) })
        else { throw .brokenSchedule }
        self.init(unchecked: steps)
    }

    /// The most environments at any time.
    package var most: Int { steps.map(\.environments).max() ?? 0 }

    /// How many environments are configured at a moment of the month.
    func environments(at second: Double) -> Int {
        let ofDay = second - (second / 86_400).rounded(.down) * 86_400
        return (steps.last { Double($0.secondOfDay) <= ofDay } ?? steps.last)?.environments ?? 0
    }

    /// When the schedule changes next after a moment; nil when it never does.
    func change(after second: Double) -> Double? {
        guard steps.count > 1 else { return nil }
        let day = (second / 86_400).rounded(.down) * 86_400
        let next = steps.lazy.map { day + Double($0.secondOfDay) }.first { $0 > second }
        return next ?? day + 86_400 + Double(steps[0].secondOfDay)
    }

    /// The environment-milliseconds that a number of days are metered as.
    ///
    /// - Shape: each step counts from its beginning to the next, rounded up to five minutes; a step
    ///   that never changes counts as one.
    package func meteredMS(days: Double) -> Int {
        guard steps.count > 1 else {
            return BillUsage.provisionedMS(most, seconds: days * 86_400)
        }
        var daily = 0
        for (index, step) in steps.enumerated() {
            let end =
                index + 1 < steps.count
                ? steps[index + 1].secondOfDay : 86_400 + steps[0].secondOfDay
            daily += BillUsage.provisionedMS(
                step.environments,
                seconds: Double(end - step.secondOfDay)
            )
        }
        return Int((Double(daily) * days).rounded())
    }

    /// How many environments are brought up anew on a day.
    package var raisedPerDay: Int {
        guard steps.count > 1 else { return 0 }
        return steps.indices.reduce(0) { sum, index in
            let earlier = steps[index == 0 ? steps.count - 1 : index - 1].environments
            return sum + max(0, steps[index].environments - earlier)
        }
    }
}
