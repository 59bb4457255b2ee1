/// Which stretches of a month are simulated, and what each stands for.
///
/// A month of busy traffic has more requests than can be simulated in the time one waits for a
/// forecast, so a month beyond the budget is sampled and the sampling is stated:
/// - traffic that does not change: one stretch that stands for the whole month;
/// - traffic that changes: the month's windows are grouped by their rate into strata, one window of
///   each is simulated with what came before it, and the busiest window stands for itself.
package struct StretchPlan: Hashable, Sendable {
    /// The stretches.
    package let stretches: [Stretch]

    /// How long the month is, in seconds.
    package let month: Double

    /// How many batches each stretch is cut into.
    let batches: Int

    /// Whether the whole month is simulated.
    package let isWhole: Bool

    /// How many rates the windows are grouped by.
    private static let levels = 8

    /// Plans the stretches of a month.
    ///
    /// - Parameters:
    ///   - scenario: What will be simulated.
    ///   - month: How long the month is, in seconds.
    ///   - requests: About how many requests to simulate; the warm-up of each stretch is not cut.
    ///   - isContiguous: Whether the month must be simulated in one piece from its beginning, because
    ///     a queue may outlast a window.
    package init(
        for scenario: Scenario,
        month: Double,
        requests: Double,
        isContiguous: Bool
    ) {
        let traffic = scenario.functions.map(\.traffic)
        let whole = traffic.reduce(0) { $0 + $1.expectedRequests(from: 0, to: month) }
        let warmUp = Self.warmUp(of: scenario)
        self.month = month
        self.isWhole = whole <= requests
        let isSteady =
            traffic.allSatisfy { $0.isStationary }
            && scenario.functions.allSatisfy { $0.provisioned.steps.count < 2 }
        if isWhole || isContiguous || isSteady {
            let enough = max(60, month * requests / whole)
            let cycle = traffic.map(\.cycle).max() ?? 0
            let cycles =
                cycle > 0 && enough > cycle ? (enough / cycle).rounded(.down) * cycle : enough
            let seconds = isWhole ? month : min(month, cycles)
            self.batches = 32
            self.stretches = [
                Stretch(
                    start: 0,
                    seconds: seconds,
                    warmUp: warmUp,
                    weight: month / seconds,
                    stratum: 0
                )
            ]
            return
        }
        let budget = requests / whole * month / Double(Self.levels + 1) - warmUp
        let windows = Self.windows(
            of: traffic,
            month: month,
            seconds: min(3_600, max(120, budget))
        )
        self.batches = 8
        self.stretches = Self.sample(windows, warmUp: warmUp)
    }

    /// How long a function must run before its idle environments are as they would be.
    private static func warmUp(of scenario: Scenario) -> Double {
        let longest = scenario.functions.map { $0.times.warm.meanMS + $0.times.initial.meanMS }
            .max()
        let kept = scenario.keepAlive.longest.isFinite ? scenario.keepAlive.longest : 0
        return kept + 40 + 3 * (longest ?? 0) * 1e-3
    }
}

/// A window of the month and the requests expected in it.
private struct Window {
    let start: Double
    let seconds: Double
    let requests: Double
}

extension StretchPlan {
    private static func windows(
        of traffic: [Traffic],
        month: Double,
        seconds: Double
    ) -> [Window] {
        let count = max(1, Int(month / seconds))
        let length = month / Double(count)
        return (0..<count).map { index in
            let start = Double(index) * length
            let requests = traffic.reduce(0) {
                $0 + $1.expectedRequests(from: start, to: start + length)
            }
            return Window(start: start, seconds: length, requests: requests)
        }
    }

    /// One window for each level of the rate, and the busiest for itself.
    ///
    /// - Shape: the window whose requests are nearest to its level's mean, weighted so that its
    ///   requests stand for those of the level.
    private static func sample(_ windows: [Window], warmUp: Double) -> [Stretch] {
        let least = windows.map(\.requests).min() ?? 0
        let most = windows.map(\.requests).max() ?? 0
        guard let busiest = windows.first(where: { $0.requests == most }) else { return [] }
        let others = windows.filter { $0.start != busiest.start }
        let byLevel = Dictionary(grouping: others) { window in
            most > least
                ? min(levels - 1, Int((window.requests - least) / (most - least) * Double(levels)))
                : 0
        }
        var stretches = [stretch(busiest, warmUp, weight: 1, stratum: levels)]
        for (level, group) in byLevel.sorted(by: { $0.key < $1.key }) {
            let sum = group.reduce(0) { $0 + $1.requests }
            let mean = sum / Double(group.count)
            let nearest = group.min { abs($0.requests - mean) < abs($1.requests - mean) }
            guard let nearest else { continue }
            let weight = nearest.requests > 0 ? sum / nearest.requests : Double(group.count)
            stretches.append(stretch(nearest, warmUp, weight: weight, stratum: level))
        }
        return stretches
    }

    private static func stretch(
        _ window: Window,
        _ warmUp: Double,
        weight: Double,
        stratum: Int
    ) -> Stretch {
        Stretch(
            start: window.start,
            seconds: window.seconds,
            warmUp: warmUp,
            weight: weight,
            stratum: stratum
        )
    }

    /// The share of the month that is simulated, 0…1.
    package var simulatedShare: Double {
        stretches.reduce(0) { $0 + $1.seconds } / month
    }
}
