/// The prices that apply to one function: a Region's, for its architecture.
package struct Tariff: Hashable, Sendable {
    /// The Region's prices.
    package let prices: RegionPrices

    /// The function's architecture.
    package let architecture: Architecture

    /// The price of one GB-second of duration.
    package let gbSecond: Money

    /// The prices of provisioned concurrency, where they are known.
    package let provisioned: ProvisionedPrices?

    /// Takes a Region's prices for an architecture.
    ///
    /// - Throws: ``PriceList/Refusal/unknownArchitecturePrice(region:architecture:)`` where the
    ///   table has none; never a guess.
    package init(prices: RegionPrices, architecture: Architecture) throws(PriceList.Refusal) {
        guard let gbSecond = prices.gbSecond(on: architecture) else {
            throw .unknownArchitecturePrice(region: prices.region, architecture: architecture)
        }
        self.prices = prices
        self.architecture = architecture
        self.gbSecond = gbSecond
        self.provisioned = prices.provisioned(on: architecture)
    }
}

/// What environments kept provisioned cost, per GB-second.
package struct ProvisionedPrices: Hashable, Sendable {
    /// The price of keeping them, used or not.
    package let concurrency: Money

    /// The price of the duration that they serve.
    package let duration: Money
}

extension Tariff {
    /// The whole milliseconds that Lambda bills for a duration.
    ///
    /// - Shape: rounded up once over duration and init duration together.
    /// - Edge cases: durations print with two decimals, so a sum within 10⁻⁶ ms of a whole number
    ///   counts as that number; nothing is billed as less than 1 ms.
    /// - Source: AWS announcement of INIT billing from 1 August 2025, and 975,000 REPORT lines.
    package static func billedMS(durationMS: Double, initDurationMS: Double = 0) -> Int {
        max(1, Int((durationMS + initDurationMS - 1e-6).rounded(.up)))
    }

    /// The price of one invocation: its duration and the request.
    ///
    /// - Shape: `price per GB-s × MB ÷ 1,024 × ms ÷ 1,000 + request`.
    package func cost(billedMS: Int, at memory: MemorySetting) -> Money {
        cost(billedMicroseconds: billedMS * 1_000, at: memory)
    }

    /// The price of an invocation whose billed duration is an expectation rather than whole ms.
    package func cost(billedMicroseconds: Int, at memory: MemorySetting) -> Money {
        durationCost(billedMicroseconds: billedMicroseconds, at: memory) + prices.request
    }

    /// The price of the duration alone.
    package func durationCost(billedMicroseconds: Int, at memory: MemorySetting) -> Money {
        gbSecond.scaled(
            by: Int128(memory.megabytes) * Int128(billedMicroseconds),
            over: 1_024 * 1_000_000
        )
    }
}
