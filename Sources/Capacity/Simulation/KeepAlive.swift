/// How long Lambda keeps an idle environment before it takes it away.
package struct KeepAlive: Hashable, Sendable {
    /// Idle seconds in rising order with the share of environments gone by then, ending in 1.
    private let points: [Point]

    private struct Point: Hashable, Sendable {
        let seconds: Double
        let share: Double
    }

    /// What was measured on Lambda: nearly all still there after 300 s idle, none after 360 s.
    ///
    /// - Shape: linear between the measured points; the noise of 0–2 % before 240 s is levelled to
    ///   1 % so that the share never falls (isotonic regression).
    /// - Source: raw data of Lin, Ma and Shahrad, "Demystifying Serverless Costs on Public Platforms"
    ///   (EuroSys 2026), 100 probes at each idle time.
    package static let measured = KeepAlive(
        points: [
            (0, 0), (60, 0), (120, 0.01), (240, 0.01), (270, 0.03), (300, 0.08), (315, 0.43),
            (330, 0.68), (345, 0.94), (360, 1),
        ]
    )

    /// Idle environments are never taken away.
    package static let forever = KeepAlive(points: [(.infinity, 1)])

    /// Idle environments are taken away after a fixed time.
    ///
    /// - Edge cases: anything that is not a positive number of seconds counts as no time at all.
    package static func fixed(seconds: Double) -> KeepAlive {
        KeepAlive(points: [(seconds > 0 ? seconds : 0, 1)])
    }

    private init(points: [(Double, Double)]) {
        self.points = points.map { Point(seconds: $0.0, share: $0.1) }
    }

    /// The longest that an environment is kept.
    var longest: Double { points.last?.seconds ?? 0 }

    /// Draws how long an environment that turned idle will be kept, in seconds.
    @inline(__always)
    func lifetime(_ random: inout EventRandom) -> Double {
        guard points.count > 1 else { return longest }
        let share = random.uniform()
        var index = points.count - 1
        while index > 0, points[index - 1].share > share { index -= 1 }
        guard index > 0 else { return points[0].seconds }
        let (low, high) = (points[index - 1], points[index])
        guard high.share > low.share else { return high.seconds }
        return low.seconds
            + (high.seconds - low.seconds) * (share - low.share) / (high.share - low.share)
    }
}

/// A function's idle environments, the one used last on top, which Lambda uses first.
struct IdleStack: Sendable {
    private struct Environment {
        var since: Double
        var until: Double
    }

    private var environments = ContiguousArray<Environment>()
    private var roomBeforeSweep = 64

    /// Environment-seconds spent idle by environments that have left the stack.
    private(set) var idleSeconds = 0.0

    /// Environments whose time was up.
    private(set) var expired = 0

    /// Puts an environment that has just finished on top.
    @inline(__always)
    mutating func put(at now: Double, lifetime: Double) {
        if environments.count >= roomBeforeSweep { sweep(at: now) }
        environments.append(Environment(since: now, until: now + lifetime))
    }

    /// Takes the environment used last, if one is still there.
    ///
    /// - Cost: O(1) amortised: environments whose time is up are dropped only when they come to the
    ///   top or when the stack has doubled, so expiry needs no events of its own.
    @inline(__always)
    mutating func take(at now: Double) -> Bool {
        while let top = environments.popLast() {
            if top.until > now {
                idleSeconds += now - top.since
                return true
            }
            idleSeconds += top.until - top.since
            expired += 1
        }
        return false
    }

    /// Environment-seconds spent idle so far, by those that have left and those still there.
    func totalIdleSeconds(at now: Double) -> Double {
        environments.reduce(idleSeconds) { $0 + min($1.until, now) - $1.since }
    }

    /// How many environments are still there.
    func count(at now: Double) -> Int {
        environments.count { $0.until > now }
    }

    /// Drops the environments whose time is up, so that memory follows the live ones.
    mutating func sweep(at now: Double) {
        environments.removeAll { environment in
            guard environment.until <= now else { return false }
            idleSeconds += environment.until - environment.since
            expired += 1
            return true
        }
        roomBeforeSweep = max(64, 2 * environments.count)
    }
}
