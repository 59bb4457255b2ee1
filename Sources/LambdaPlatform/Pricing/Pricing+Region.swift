extension Pricing {
    /// Takes the prices of a Region in a list for an architecture.
    ///
    /// - Throws: ``PriceList/Refusal`` when the Region, its prices or the architecture's price are
    ///   not known.
    package init(
        region: String,
        architecture: Architecture,
        in list: PriceList = .standard
    ) throws(PriceList.Refusal) {
        let prices = try list.prices(in: region)
        let tariff = try Tariff(prices: prices, architecture: architecture)
        let extra = PricingExtras.known[region]
        self.init(
            region: region,
            architecture: architecture,
            currency: prices.currency,
            asOf: list.asOf,
            source: prices.source,
            request: prices.request,
            durationTiers: Self.tiers(of: region, architecture, firstPrice: tariff.gbSecond),
            freeTier: prices.currency == .usd ? .standard : nil,
            provisionedConcurrency: tariff.provisioned?.concurrency,
            provisionedDuration: tariff.provisioned?.duration,
            ephemeralStorage: prices.ephemeralStorageGBSecond,
            snapStartCache: extra?.snapStartCache,
            snapStartRestore: extra?.snapStartRestore
        )
    }

    /// The steps of the volume discount.
    ///
    /// - Shape: full price, 10 % less, 20 % less, each rounded to ten decimals as AWS prints prices;
    ///   that gives every price AWS publishes for us-east-1. Only the first step's price is known
    ///   in GovCloud; China has one step.
    /// - Source: AWS Compute Blog, "Introducing tiered pricing for AWS Lambda" (2022-08-05).
    static func tiers(
        of region: String,
        _ architecture: Architecture,
        firstPrice: Money
    ) -> [PricingTier] {
        if region.hasPrefix("cn-") {
            return [PricingTier(upToGBSeconds: nil, price: firstPrice)]
        }
        let isX86 = architecture == .x86_64
        let first = isX86 ? 6_000_000_000 : 7_500_000_000
        let second = isX86 ? 15_000_000_000 : 18_750_000_000
        let isKnown = !region.hasPrefix("us-gov-")
        return [
            PricingTier(upToGBSeconds: first, price: firstPrice),
            PricingTier(
                upToGBSeconds: second,
                price: isKnown ? firstPrice.discounted(percent: 10) : nil
            ),
            PricingTier(
                upToGBSeconds: nil,
                price: isKnown ? firstPrice.discounted(percent: 20) : nil
            ),
        ]
    }
}

extension RegionPrices {
    /// The prices of provisioned concurrency on an architecture, where both are known.
    func provisioned(on architecture: Architecture) -> ProvisionedPrices? {
        let extra = PricingExtras.known[region]
        let isX86 = architecture == .x86_64
        let concurrency =
            isX86 ? provisionedConcurrencyGBSecond : extra?.armProvisionedConcurrency
        let duration = isX86 ? provisionedDurationGBSecond : extra?.armProvisionedDuration
        guard let concurrency, let duration else { return nil }
        return ProvisionedPrices(concurrency: concurrency, duration: duration)
    }
}

extension Money {
    /// A price less a percentage, rounded half away from zero to ten decimals.
    fileprivate func discounted(percent: Int128) -> Money {
        let step: Int128 = 100_000_000
        return Money(attos: scaled(by: 100 - percent, over: 100 * step).attos * step)
    }
}

/// Prices that were found for a few Regions only.
///
/// - Source: us-east-1: AWS Price List as of 2026-09-19 and the pricing page; ap-northeast-1 and
///   ap-northeast-2: the SnapStart rows of the same list.
private struct PricingExtras {
    var armProvisionedConcurrency: Money?
    var armProvisionedDuration: Money?
    var snapStartCache: Money
    var snapStartRestore: Money

    static let known = [
        "us-east-1": PricingExtras(
            armProvisionedConcurrency: Money(picos: 3_333_400),
            armProvisionedDuration: Money(picos: 7_777_800),
            snapStartCache: Money(picos: 1_504_600),
            snapStartRestore: Money(picos: 139_799_800)
        ),
        "ap-northeast-1": PricingExtras(
            snapStartCache: Money(picos: 1_504_600),
            snapStartRestore: Money(picos: 139_799_800)
        ),
        "ap-northeast-2": PricingExtras(
            snapStartCache: Money(picos: 1_838_300),
            snapStartRestore: Money(picos: 167_458_800)
        ),
    ]
}
