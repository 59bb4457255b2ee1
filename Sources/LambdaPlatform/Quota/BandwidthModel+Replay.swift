/// What an invocation comes to under a quota.
package struct Replay: Hashable, Sendable {
    /// How long it takes, in ms.
    package let durationMS: Double

    /// The CPU time that it needs, in ms: the profile's, and what being stopped costs.
    package let cpuMS: Double

    /// How often the quota stops it.
    package let stops: Int

    /// How long it is stopped in all, in ms.
    package let stoppedMS: Double
}

extension BandwidthModel {
    /// Lets a profiled invocation run again under this quota.
    ///
    /// - Parameters:
    ///   - profile: what it did unthrottled.
    ///   - processors: how many processors it sees.
    ///   - startPhaseMS: how far into a period it starts.
    /// - Returns: what it comes to.
    /// - Shape: stretches run at their own speed; the quota is looked at at every tick, as for a
    ///   burst. Waiting goes on while nothing is left of the quota. After each stop the threads first
    ///   do again what the stop cost them.
    /// - Cost: one step per tick and stretch.
    package func replay(
        _ profile: CPUProfile,
        processors: Int,
        startPhaseMS: Double
    ) -> Replay {
        let stretches = profile.stretches(onProcessors: processors)
        let widest = stretches.map { $0.cpuMS / $0.elapsedMS }.max() ?? 0
        guard quotaMS < widest * periodMS else {
            return Replay(
                durationMS: stretches.reduce(0) { $0 + $1.elapsedMS },
                cpuMS: profile.cpuMS,
                stops: 0,
                stoppedMS: 0
            )
        }
        var player = Player(model: self, restart: profile.restart, startPhaseMS: startPhaseMS)
        for stretch in stretches { player.play(stretch) }
        return Replay(
            durationMS: player.now - player.start,
            cpuMS: profile.cpuMS + player.restartMS,
            stops: player.stops,
            stoppedMS: player.stoppedMS
        )
    }

    /// Replays from evenly spaced phases of the period.
    package func replays(_ profile: CPUProfile, processors: Int, phases: Int = 40) -> [Replay] {
        let count = max(1, phases)
        return (0..<count).map { index in
            replay(
                profile,
                processors: processors,
                startPhaseMS: (Double(index) + 0.5) / Double(count) * periodMS
            )
        }
    }
}

/// A profile on its way through the periods.
private struct Player {
    let model: BandwidthModel
    let restart: RestartCost
    let start: Double
    var now: Double
    var hand: Double
    /// Counted from the first period, so that boundaries do not drift by rounding.
    var period = 1
    var tick: Int
    /// CPU time that stops have cost and that is still to be done.
    var owed = 0.0
    var restartMS = 0.0
    var stops = 0
    var stoppedMS = 0.0

    /// The threads on a processor from which on a stretch can be stopped: below it waits.
    private static let waiting = 0.05

    init(model: BandwidthModel, restart: RestartCost, startPhaseMS: Double) {
        let phase = startPhaseMS - (startPhaseMS / model.periodMS).rounded(.down) * model.periodMS
        self.model = model
        self.restart = restart
        start = phase
        now = phase
        hand = model.quotaMS - model.preludeMS
        tick = Int(phase / model.tickMS) + 1
    }

    private var periodEnd: Double { Double(period) * model.periodMS }
    private var nextTick: Double { Double(tick) * model.tickMS }

    mutating func play(_ stretch: CPUProfile.Stretch) {
        let threads = stretch.cpuMS / stretch.elapsedMS
        var left = stretch.elapsedMS
        while left > 1e-9 {
            let repays = owed > 1e-9 && threads > Self.waiting
            let step = min(periodEnd, nextTick) - now
            let taken = min(step, repays ? owed / threads : left)
            now += taken
            hand -= taken * threads
            if repays { owed -= taken * threads } else { left -= taken }
            if taken == step { passBoundaries(threads) }
        }
    }

    private mutating func passBoundaries(_ threads: Double) {
        if now >= periodEnd - 1e-9 { refill() }
        guard now >= nextTick - 1e-9 else { return }
        tick += 1
        guard hand <= 0, threads > Self.waiting else { return }
        let stop = now
        while hand <= 0 {
            now = periodEnd
            refill()
        }
        tick = Int(now / model.tickMS + 1e-9) + 1
        note(stopMS: now - stop, threads)
    }

    private mutating func note(stopMS: Double, _ threads: Double) {
        guard stopMS > 1e-9 else { return }
        // Until the next tick nothing stops the threads, so that each time they get ahead a little.
        let most = model.tickMS * threads * 0.75
        let cost = min(restart.cpuMS(afterStopMS: stopMS), max(0, most - owed))
        owed += cost
        restartMS += cost
        stops += 1
        stoppedMS += stopMS
    }

    private mutating func refill() {
        hand = min(model.quotaMS, hand + model.quotaMS)
        period += 1
    }
}
