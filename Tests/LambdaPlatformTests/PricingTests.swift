import LambdaPlatform
import Testing

struct PricingTests {
    private func tariff(_ region: String, _ architecture: Architecture) throws -> Tariff {
        try Tariff(prices: PriceList.standard.prices(in: region), architecture: architecture)
    }

    @Test func `every row of the table is read`() {
        #expect(PriceList.standard.regions.count == 34)
    }

    /// AWS's calculator: 1 ms at 1,024 MB costs $0.0000000167 on x86_64, plus $0.0000002 a request.
    @Test func `one millisecond at one gigabyte costs the listed price`() throws {
        let cost = try tariff("us-east-1", .x86_64)
            .cost(billedMS: 1, at: MemorySetting(megabytes: 1_024))
        #expect(cost == Money(decimal: "0.0000002166667"))
    }

    /// AWS pricing page: three million requests of 120 ms at 1,536 MB are 540,000 GB-seconds.
    @Test func `a month of invocations adds up exactly`() throws {
        let tariff = try tariff("us-east-1", .x86_64)
        let memory = try MemorySetting(megabytes: 1_536)
        let duration = tariff.durationCost(billedMicroseconds: 120_000, at: memory) * 3_000_000
        #expect(duration == Money(decimal: "9.000018"))
    }

    @Test(arguments: [(1.44, 18.45, 20), (62.14, 162.08, 225), (2.0, 0.0, 2), (0.02, 0.0, 1)])
    func `billed duration is rounded up once over duration and init`(
        duration: Double,
        initDuration: Double,
        billed: Int
    ) {
        #expect(Tariff.billedMS(durationMS: duration, initDurationMS: initDuration) == billed)
    }

    @Test func `an unknown Region, price or architecture price is refused by name`() throws {
        #expect(throws: PriceList.Refusal.unknownRegion(region: "mars-1")) {
            try PriceList.standard.prices(in: "mars-1")
        }
        #expect(throws: PriceList.Refusal.unknownPrice(region: "mx-central-1")) {
            try PriceList.standard.prices(in: "mx-central-1")
        }
        #expect(throws: PriceList.Refusal.self) {
            try tariff("us-gov-west-1", .arm64)
        }
    }

    @Test(arguments: ["0", "0.0000166667", "-1.5", "123456789.000000000000000001"])
    func `a decimal is read and written without loss`(text: String) {
        #expect(Money(decimal: text)?.description == text)
    }

    @Test(arguments: ["", ".", "1e3", "--1", "1.2.3", "0.0000000000000000001"])
    func `anything but a plain decimal is no amount`(text: String) {
        #expect(Money(decimal: text) == nil)
    }
}
