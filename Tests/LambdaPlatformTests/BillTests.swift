import LambdaPlatform
import Testing

/// AWS's own worked examples, from the AWS Lambda pricing page (2026): the amounts it prints, to the
/// cent, beside the exact amount of the same product.
struct BillTests {
    private func pricing(_ architecture: Architecture = .x86_64) throws -> Pricing {
        try Pricing(region: "us-east-1", architecture: architecture)
    }

    private func cents(_ money: Money) -> Int { Int((money.units * 100).rounded()) }

    /// "Mobile application backend": $2.33 + $0.40 = $2.73.
    @Test func `the mobile backend costs what the pricing page says`() throws {
        let usage = BillUsage(
            memory: try MemorySetting(megabytes: 1_536),
            onDemandRequests: 3_000_000,
            durationMS: 3_000_000 * 120
        )
        let bill = try Bill(for: usage, pricing: pricing(), terms: .freeTier)
        #expect(bill[.duration] == Money(decimal: "2.333338"))
        #expect(bill[.requests] == Money(decimal: "0.4"))
        #expect(cents(bill.total) == 273)
    }

    /// "Enriching streaming telemetry": $1.49 + $248.00 = $249.49, without a free tier.
    @Test func `the telemetry example costs what the pricing page says`() throws {
        let usage = BillUsage(
            memory: try MemorySetting(megabytes: 1_024),
            onDemandRequests: 7_440_000,
            durationMS: 7_440_000 * 2_000
        )
        let bill = try Bill(for: usage, pricing: pricing())
        #expect(bill[.requests] == Money(decimal: "1.488"))
        #expect(bill[.duration] == Money(decimal: "248.000496"))
        #expect(cents(bill.total) == 24_949)
    }

    /// "Performing ML on customer support tickets": $105.33 + $1 + $0.08 = $106.41.
    @Test func `the larger tmp example costs what the pricing page says`() throws {
        let usage = BillUsage(
            memory: try MemorySetting(megabytes: 4_096),
            onDemandRequests: 6_000_000,
            durationMS: 6_000_000 * 280,
            ephemeralStorageMB: 2_048
        )
        let bill = try Bill(for: usage, pricing: pricing(), terms: .freeTier)
        #expect(bill[.duration] == Money(decimal: "105.333544"))
        #expect(bill[.ephemeralStorage] == Money(decimal: "0.077868"))
        #expect(cents(bill.total) == 10_641)
    }

    /// "Mobile application launch": $18 + $0.40 + $0.73 + $0.83 = $19.96.
    @Test func `the launch on provisioned concurrency costs what the pricing page says`() throws {
        let usage = BillUsage(
            memory: try MemorySetting(megabytes: 1_536),
            onDemandRequests: 2_500_000,
            provisionedRequests: 500_000,
            durationMS: 2_500_000 * 120,
            provisionedDurationMS: 500_000 * 100,
            provisionedConcurrencyMS: BillUsage.provisionedMS(100, seconds: 8 * 3_600)
        )
        let bill = try Bill(for: usage, pricing: pricing(), terms: .freeTier)
        #expect(bill[.provisionedConcurrency] == Money(decimal: "18.000144"))
        #expect(bill[.provisionedDuration] == Money(decimal: "0.729165"))
        #expect(bill[.duration] == Money(decimal: "0.833335"))
        #expect(bill[.requests] == Money(decimal: "0.4"))
        #expect(cents(bill.total) == 1_996)
    }

    /// "Cyber Monday": $10.08 + $21.78 + $0.40 = $32.26; the free tier does not apply.
    @Test func `the free tier does not reach provisioned concurrency`() throws {
        let usage = BillUsage(
            memory: try MemorySetting(megabytes: 4_096),
            provisionedRequests: 2_000_000,
            provisionedDurationMS: 2_000_000 * 280,
            provisionedConcurrencyMS: BillUsage.provisionedMS(7, seconds: 24 * 3_600)
        )
        let bill = try Bill(for: usage, pricing: pricing(), terms: .freeTier)
        #expect(bill[.provisionedConcurrency] == Money(decimal: "10.08008064"))
        #expect(bill[.provisionedDuration] == Money(decimal: "21.777728"))
        #expect(cents(bill.total) == 3_226)
    }

    /// "Enriching streaming telemetry" with SnapStart: $1.49 + $248.00 + $4.03 + $10.4 = $263.92.
    @Test func `the SnapStart example costs what the pricing page says`() throws {
        let usage = BillUsage(
            memory: try MemorySetting(megabytes: 1_024),
            onDemandRequests: 7_440_000,
            durationMS: 7_440_000 * 2_000,
            snapStartRestores: 74_400,
            snapStartCacheMS: BillUsage.snapshotCacheMS(milliseconds: 31 * 86_400_000)
        )
        let bill = try Bill(for: usage, pricing: pricing())
        #expect(bill[.snapStartCache] == Money(decimal: "4.02992064"))
        #expect(bill[.snapStartRestore] == Money(decimal: "10.40110512"))
        #expect(cents(bill.total) == 26_392)
    }

    /// "Introducing tiered pricing for AWS Lambda" (AWS Compute Blog, 2022): 75 million invocations of
    /// 60 s at 2,048 MB are 9 billion GB-seconds, 3 billion of them at 10 % less.
    @Test func `duration beyond six billion GB-seconds is ten percent cheaper`() throws {
        let usage = BillUsage(
            memory: try MemorySetting(megabytes: 2_048),
            durationMS: 75_000_000 * 60_000
        )
        let bill = try Bill(for: usage, pricing: pricing())
        #expect(bill.total == Money(decimal: "145000.2"))
    }

    /// The prices that AWS's Price List prints for the steps in us-east-1.
    @Test(arguments: [
        (Architecture.x86_64, [16_666_700, 15_000_000, 13_333_400]),
        (.arm64, [13_333_400, 12_000_100, 10_666_700]),
    ])
    func `the steps have the published prices`(architecture: Architecture, picos: [Int]) throws {
        let tiers = try pricing(architecture).durationTiers
        #expect(tiers.map(\.price) == picos.map { Money(picos: Int128($0)) })
    }
}
