extension Traffic {
    /// A rate and the share of the time that it holds.
    struct Level: Hashable, Sendable {
        let rate: Double
        let share: Double
    }

    /// How long one cycle of the traffic is, in seconds; 0 for rates that never change.
    var cycle: Double {
        switch pattern {
        case .constant, .poisson: 0
        case .diurnal: 86_400
        case .bursts(_, _, _, let every): every
        case .recorded(let trace): trace.seconds
        }
    }

    /// The rates of one cycle of the traffic: minute by minute where they change gradually.
    var profile: [Level] {
        switch pattern {
        case .constant, .poisson:
            [Level(rate: meanRate, share: 1)]
        case .diurnal:
            levels(from: 0, to: 86_400, steps: 1_440)
        case .bursts(let base, let peak, let seconds, let every):
            [
                Level(rate: peak, share: seconds / every),
                Level(rate: base, share: 1 - seconds / every),
            ]
        case .recorded(let trace):
            levels(
                from: 0,
                to: trace.seconds,
                steps: min(trace.intervals.count, max(1, Int(trace.seconds / 60)))
            )
        }
    }

    /// The rates of each hour of the day; empty for traffic that does not change with it.
    ///
    /// - Edge cases: of a trace, the first whole days; an hour's minutes are pooled over them.
    var hourlyProfiles: [[Level]] {
        let days: Int
        switch pattern {
        case .diurnal: days = 1
        case .recorded(let trace): days = Int(trace.seconds / 86_400)
        case .constant, .poisson, .bursts: days = 0
        }
        guard days > 0 else { return [] }
        return (0..<24).map { hour in
            let minutes = (0..<days).flatMap { day in
                let start = Double(day * 24 + hour) * 3_600
                return levels(from: start, to: start + 3_600, steps: 60)
            }
            return minutes.map { Level(rate: $0.rate, share: $0.share / Double(days)) }
        }
    }

    private func levels(from start: Double, to end: Double, steps: Int) -> [Level] {
        let length = (end - start) / Double(steps)
        return (0..<steps).map { step in
            let begin = start + Double(step) * length
            let requests = expectedRequests(from: begin, to: begin + length)
            return Level(rate: requests / length, share: 1 / Double(steps))
        }
    }
}
