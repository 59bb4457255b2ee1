extension BandwidthModel {
    /// The duration of a burst of one thread that starts at a phase of the period.
    ///
    /// - Shape: `cpuMS ≤ duration`; about `cpuMS × period ÷ quota` for long bursts.
    /// - Edge cases: no CPU time takes no time.
    /// - Cost: one step per tick of the duration.
    package func durationMS(cpuMS: Double, startPhaseMS: Double) -> Double {
        guard cpuMS > 0, cpuMS.isFinite else { return 0 }
        guard quotaMS < periodMS else { return cpuMS }
        let start = startPhaseMS - (startPhaseMS / periodMS).rounded(.down) * periodMS
        var now = start
        var left = cpuMS
        var hand = quotaMS - preludeMS
        var period = 1.0
        var tick = (start / tickMS).rounded(.down) + 1
        while true {
            let periodEnd = period * periodMS
            let nextTick = tick * tickMS
            let step = min(periodEnd, nextTick) - now
            if left <= step { return now + left - start }
            left -= step
            hand -= step
            now += step
            if now >= periodEnd - 1e-9 {
                hand = min(quotaMS, hand + quotaMS)
                period += 1
            }
            guard now >= nextTick - 1e-9 else { continue }
            tick += 1
            guard hand <= 0 else { continue }
            // Asleep until the first period that leaves something at hand.
            let periods = (-hand / quotaMS).rounded(.down) + 1
            now = (period + periods - 1) * periodMS
            hand = min(quotaMS, hand + periods * quotaMS)
            period += periods
            tick = (now / tickMS + 1e-9).rounded(.down) + 1
        }
    }
}
