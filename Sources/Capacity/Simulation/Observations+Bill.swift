import Estimation
import LambdaPlatform

extension Observations {
    /// What the month is metered as.
    func usage(for setting: ForecastSetting, under question: ForecastQuestion) -> BillUsage {
        func whole(_ figure: (Tally) -> Double) -> Int { Int(total(figure).rounded()) }
        let schedule = question.provisioned
        let days = question.monthHours / 24
        // Environments run their INIT when they are provisioned: once a month, or at each raise.
        let raised =
            schedule.most == 0
            ? 0 : max(Double(schedule.most), Double(schedule.raisedPerDay) * days)
        let initial = raised * setting.times.initial.meanMS.rounded(.up)
        return BillUsage(
            memory: setting.memory,
            onDemandRequests: whole { Double($0.onDemand) },
            provisionedRequests: whole { Double($0.provisioned) },
            durationMS: whole { Double($0.durationMS) },
            initMS: whole { Double($0.initMS) },
            provisionedDurationMS: whole { Double($0.provisionedMS) } + Int(initial.rounded()),
            provisionedConcurrencyMS: schedule.meteredMS(days: days),
            ephemeralStorageMB: question.ephemeralStorageMB,
            snapStartRestores: question.usesSnapStart ? whole { Double($0.coldStarts) } : 0,
            snapStartCacheMS: question.usesSnapStart
                ? BillUsage.snapshotCacheMS(milliseconds: Int(question.monthSeconds * 1_000)) : 0
        )
    }

    /// The month's bill.
    ///
    /// - Throws: ``Bill/Refusal`` when a price that is needed is not known.
    func bill(
        for setting: ForecastSetting,
        under question: ForecastQuestion
    ) throws(Bill.Refusal) -> Bill {
        try Bill(
            for: usage(for: setting, under: question),
            pricing: question.pricing,
            terms: question.terms
        )
    }

    /// The bill's total with the interval that comes from not knowing the month's durations exactly.
    ///
    /// - Shape: the interval of first-step prices, shrunk where the free tier or a volume step makes
    ///   the bill less than those come to.
    func monthlyCost(
        _ bill: Bill,
        for setting: ForecastSetting,
        under question: ForecastQuestion
    ) -> Estimate {
        let perMS = Double(setting.memory.megabytes) / 1_024_000
        let onDemand = (question.pricing.durationTiers.first?.price?.units ?? 0) * perMS
        let provisioned = (question.pricing.provisionedDuration?.units ?? 0) * perMS
        let request = question.pricing.request.units
        func cost(_ tally: Tally) -> Double {
            Double(tally.durationMS + tally.initMS) * onDemand
                + Double(tally.provisionedMS) * provisioned + Double(tally.started) * request
        }
        let requests = total { Double($0.requests) }
        let listed = total(cost)
        let perRequest = requests > 0 ? listed / requests : 0
        let value = bill.total.units
        let share = listed > 0 ? min(1, value / listed) : 0
        let half = share * halfWidth { cost($0) - perRequest * Double($0.requests) }
        return Estimate(value: value, low: max(0, value - half), high: value + half)
    }

    /// Throttled attempts in a month, by reason.
    var throttles: [ThrottleReason: Double] {
        var counts: [ThrottleReason: Double] = [:]
        for reason in ThrottleReason.allCases {
            let count = total { Double($0.throttles[reason]) }
            if count > 0 { counts[reason] = count }
        }
        return counts
    }
}
