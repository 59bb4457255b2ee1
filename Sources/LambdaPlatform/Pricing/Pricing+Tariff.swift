extension Pricing {
    /// The prices of single invocations, in the month's first step of duration.
    package var tariff: Tariff {
        get throws(PriceList.Refusal) {
            guard let gbSecond = durationTiers.first?.price else {
                throw .unknownArchitecturePrice(region: region, architecture: architecture)
            }
            let prices = RegionPrices(
                region: region,
                currency: currency,
                request: request,
                x86GBSecond: gbSecond,
                armGBSecond: gbSecond,
                provisionedConcurrencyGBSecond: provisionedConcurrency,
                provisionedDurationGBSecond: provisionedDuration,
                ephemeralStorageGBSecond: ephemeralStorage,
                source: source,
                isArmPriceVerified: true
            )
            return try Tariff(prices: prices, architecture: architecture)
        }
    }
}
