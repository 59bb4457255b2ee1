/// A bill in the making: the items so far and the duration that the volume steps need in one sum.
struct BillLedger {
    private let pricing: Pricing
    private let terms: BillTerms
    private var onDemandRequests = 0

    /// On-demand duration without and with INIT, in MB-milliseconds.
    private var duration: Int128 = 0
    private var initDuration: Int128 = 0

    private(set) var amounts: [BillItem: Money] = [:]

    /// MB-milliseconds in a GB-second.
    private static let perGBSecond: Int128 = 1_024 * 1_000

    init(pricing: Pricing, terms: BillTerms) {
        self.pricing = pricing
        self.terms = terms
    }

    /// Adds what one function used.
    mutating func add(_ usage: BillUsage) throws(Bill.Refusal) {
        try check(usage)
        let memory = Int128(usage.memory.megabytes)
        onDemandRequests += usage.onDemandRequests
        charge(.requests, pricing.request * usage.provisionedRequests)
        duration += memory * Int128(usage.durationMS)
        initDuration += memory * Int128(usage.initMS)
        try charge(
            .provisionedConcurrency,
            memory * Int128(usage.provisionedConcurrencyMS),
            at: pricing.provisionedConcurrency
        )
        try charge(
            .provisionedDuration,
            memory * Int128(usage.provisionedDurationMS),
            at: pricing.provisionedDuration
        )
        try charge(
            .ephemeralStorage,
            Int128(usage.chargedStorageMB) * Int128(usage.executedMS),
            at: pricing.ephemeralStorage
        )
        try charge(
            .snapStartCache,
            memory * Int128(usage.snapStartCacheMS),
            at: pricing.snapStartCache
        )
        // A restore is charged per GB: a thousand MB-milliseconds stand for one MB.
        try charge(
            .snapStartRestore,
            memory * Int128(usage.snapStartRestores) * 1_000,
            at: pricing.snapStartRestore
        )
    }

    /// Charges what depends on the month's sum: requests, the volume steps, the Savings Plan.
    mutating func close() throws(Bill.Refusal) {
        let freeTier = terms.hasFreeTier ? pricing.freeTier : nil
        charge(.requests, pricing.request * max(0, onDemandRequests - (freeTier?.requests ?? 0)))
        let total = duration + initDuration
        let free = min(total, Int128(freeTier?.gbSeconds ?? 0) * Self.perGBSecond)
        let whole = try price(from: free, to: total)
        if whole != .zero {
            let initShare = whole.scaled(by: initDuration, over: total)
            charge(.initDuration, initShare)
            charge(.duration, whole - initShare)
        }
        let covered: [BillItem] = [
            .duration, .initDuration, .provisionedConcurrency, .provisionedDuration,
        ]
        let base = covered.reduce(Money.zero) { $0 + (amounts[$1] ?? .zero) }
        charge(
            .savingsPlan,
            .zero - base.scaled(by: Int128(terms.savingsPlanMillionths), over: 1_000_000)
        )
    }

    /// The price of the on-demand duration between two sums of the month, in MB-milliseconds.
    private func price(from start: Int128, to end: Int128) throws(Bill.Refusal) -> Money {
        var floor: Int128 = 0
        var amount = Money.zero
        for tier in pricing.durationTiers {
            let ceiling = tier.upToGBSeconds.map { Int128($0) * Self.perGBSecond } ?? Int128.max
            let quantity = min(end, ceiling) - max(start, floor)
            if quantity > 0 {
                guard let price = tier.price else {
                    throw .unknownTier(
                        fromGBSeconds: Int(floor / Self.perGBSecond),
                        region: pricing.region
                    )
                }
                amount += price.scaled(by: quantity, over: Self.perGBSecond)
            }
            floor = ceiling
        }
        return amount
    }

    private mutating func charge(
        _ item: BillItem,
        _ quantity: Int128,
        at price: Money?
    ) throws(Bill.Refusal) {
        guard quantity > 0 else { return }
        guard let price else {
            throw .unknownPrice(
                item: item,
                region: pricing.region,
                architecture: pricing.architecture
            )
        }
        charge(item, price.scaled(by: quantity, over: Self.perGBSecond))
    }

    private mutating func charge(_ item: BillItem, _ amount: Money) {
        amounts[item, default: .zero] += amount
    }

    private func check(_ usage: BillUsage) throws(Bill.Refusal) {
        let figures = [
            usage.onDemandRequests, usage.provisionedRequests, usage.durationMS, usage.initMS,
            usage.provisionedDurationMS, usage.provisionedConcurrencyMS, usage.snapStartRestores,
            usage.snapStartCacheMS,
        ]
        guard figures.allSatisfy({ $0 >= 0 }) else { throw .negativeUsage }
        guard (512...10_240).contains(usage.ephemeralStorageMB) else {
            throw .storageOutOfRange(megabytes: usage.ephemeralStorageMB)
        }
    }
}
