import LambdaPlatform

/// How many provisioned environments cost less than running their share on demand.
///
/// - Shape: an environment that is busy a share `u` of the time costs `c + u d` a second provisioned
///   and `u D` on demand, for prices `c` of keeping it, `d` and `D` of duration. It pays for itself
///   when `u ≥ c ÷ (D − d)`, 0.60 at us-east-1's prices. The n-th environment carries what n − 1 turn
///   away and it does not, `a (B(n−1, a) − B(n, a))` of a load `a` with Erlang's loss `B`. A closed
///   answer, minute by minute for rates that change; INIT that is saved comes on top and is left out.
/// - Source: Erlang (1917); ordered hunting as in Cooper, "Introduction to Queueing Theory" (1981),
///   section 3.3.
package struct BreakEven: Hashable, Sendable {
    /// The share of the time that an environment must be busy to pay for itself.
    package let utilisationNeeded: Double

    /// How many environments do, all month long; 0 when none does.
    package let environments: Int

    /// What that many save in a month, in currency units.
    package let monthlySaving: Double

    /// How many pay for themselves in each hour of the day, from midnight.
    ///
    /// - Edge cases: empty for traffic that does not change with the time of day.
    package let byHour: [Int]
}

extension BreakEven {
    /// Works out the break-even; nil where a price is not known or on demand is never dearer.
    init?(_ setting: ForecastSetting, _ question: ForecastQuestion) {
        guard let onDemand = question.pricing.durationTiers.first?.price?.units,
            let kept = question.pricing.provisionedConcurrency?.units,
            let provisioned = question.pricing.provisionedDuration?.units,
            onDemand > provisioned
        else { return nil }
        let needed = kept / (onDemand - provisioned)
        let most = max(0, question.concurrencyLimit - ConcurrencyLimits.leastUnreserved)
        let seconds = setting.times.warm.meanMS * 1e-3
        func busy(_ profile: [Traffic.Level]) -> [Double] {
            Self.busyShares(profile, seconds: seconds, atLeast: needed, most: most)
        }
        let shares = busy(question.traffic.profile)
        let gigabyteSeconds = Double(setting.memory.megabytes) / 1_024 * question.monthSeconds
        self.utilisationNeeded = needed
        self.environments = shares.count
        self.monthlySaving = shares.reduce(0) {
            $0 + ($1 * (onDemand - provisioned) - kept) * gigabyteSeconds
        }
        self.byHour = question.traffic.hourlyProfiles.map { busy($0).count }
    }

    /// How busy the environments are that are busy enough, the first one first.
    private static func busyShares(
        _ profile: [Traffic.Level],
        seconds: Double,
        atLeast needed: Double,
        most: Int
    ) -> [Double] {
        let loads = profile.map { $0.rate * seconds }
        var blocked = [Double](repeating: 1, count: loads.count)
        var shares: [Double] = []
        while shares.count < most {
            let server = Double(shares.count + 1)
            var share = 0.0
            for (index, load) in loads.enumerated() where load > 0 {
                let next = load * blocked[index] / (server + load * blocked[index])
                share += profile[index].share * load * (blocked[index] - next)
                blocked[index] = next
            }
            guard share >= needed else { break }
            shares.append(share)
        }
        return shares
    }
}
