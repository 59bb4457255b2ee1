import Estimation
import LambdaPlatform
import Testing

struct BillRuleTests {
    private let memory = MemorySetting(clamping: 1_024)

    private func pricing(_ region: String, _ architecture: Architecture) throws -> Pricing {
        try Pricing(region: region, architecture: architecture)
    }

    /// A bill is the sum of its parts: pricing two functions apart or together is the same to the
    /// picodollar as long as the month stays within the first step.
    @Test func `bills add up to the picodollar`() throws {
        let pricing = try pricing("us-east-1", .x86_64)
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            let usages = (0..<2).map { _ in
                BillUsage(
                    memory: MemorySetting(clamping: Int(generator.next() % 10_240)),
                    onDemandRequests: Int(generator.next() % 1_000_000),
                    durationMS: Int(generator.next() % 1_000_000_000)
                )
            }
            let together = try Bill(for: usages, pricing: pricing).total
            let apart = try usages.map { try Bill(for: $0, pricing: pricing).total }
            #expect(abs((together - apart[0] - apart[1]).attos) < 1_000_000)
        }
    }

    /// AWS's page lists 12 % off in us-east-1 for a plan paid monthly; requests are never discounted.
    @Test func `a Savings Plan takes its share off duration and nothing off requests`() throws {
        let usage = BillUsage(memory: memory, onDemandRequests: 1_000_000, durationMS: 1_000_000)
        let terms = try BillTerms(hasFreeTier: false, savingsPlanPercent: 12)
        let bill = try Bill(for: usage, pricing: pricing("us-east-1", .x86_64), terms: terms)
        #expect(bill[.savingsPlan] == Money(decimal: "-0.002000004"))
        #expect(bill[.requests] == Money(decimal: "0.2"))
    }

    @Test(arguments: [-1.0, 100.1, .nan])
    func `a discount outside 0 to 100 percent is refused`(percent: Double) {
        #expect(throws: BillTerms.Refusal.self) {
            try BillTerms(hasFreeTier: false, savingsPlanPercent: percent)
        }
    }

    @Test func `INIT is an item of its own and part of the same duration`() throws {
        let whole = BillUsage(memory: memory, durationMS: 1_000)
        let split = BillUsage(memory: memory, durationMS: 700, initMS: 300)
        let pricing = try pricing("eu-central-1", .arm64)
        let bill = try Bill(for: split, pricing: pricing)
        #expect(try Bill(for: whole, pricing: pricing).total == bill.total)
        #expect(bill[.initDuration] == Money(decimal: "0.00000400002"))
    }

    @Test(arguments: [(0.0, 0), (1, 300_000), (300, 300_000), (300.5, 600_000)])
    func `provisioned time is rounded up to five minutes`(seconds: Double, milliseconds: Int) {
        #expect(BillUsage.provisionedMS(1, seconds: seconds) == milliseconds)
    }

    @Test func `a snapshot is cached for three hours at least`() {
        #expect(BillUsage.snapshotCacheMS(milliseconds: 1) == 3 * 3_600_000)
    }

    @Test func `an unknown price is refused by its item and Region`() throws {
        let provisioned = BillUsage(memory: memory, provisionedConcurrencyMS: 300_000)
        #expect(
            throws: Bill.Refusal.unknownPrice(
                item: .provisionedConcurrency,
                region: "eu-central-1",
                architecture: .arm64
            )
        ) {
            try Bill(for: provisioned, pricing: pricing("eu-central-1", .arm64))
        }
        let huge = BillUsage(memory: memory, durationMS: 6_000_000_001_000)
        #expect(
            throws: Bill.Refusal.unknownTier(
                fromGBSeconds: 6_000_000_000,
                region: "us-gov-west-1"
            )
        ) {
            try Bill(for: huge, pricing: pricing("us-gov-west-1", .x86_64))
        }
    }

    @Test func `usage that cannot be is refused`() throws {
        let pricing = try pricing("us-east-1", .x86_64)
        #expect(throws: Bill.Refusal.negativeUsage) {
            try Bill(for: BillUsage(memory: memory, durationMS: -1), pricing: pricing)
        }
        #expect(throws: Bill.Refusal.storageOutOfRange(megabytes: 511)) {
            try Bill(for: BillUsage(memory: memory, ephemeralStorageMB: 511), pricing: pricing)
        }
    }

    @Test func `every Region of the list can bill a month of duration`() throws {
        for region in PriceList.standard.regionCodes {
            let usage = BillUsage(memory: memory, onDemandRequests: 1, durationMS: 1_000)
            let bill = try Bill(for: usage, pricing: pricing(region, .x86_64))
            #expect(bill.total > .zero)
        }
    }
}
