/// Every price that the bill of one Region and architecture can need.
///
/// An item whose price is not known is nil, and a bill that needs it is refused: never a guess.
///
/// - Unit: GB is 1,024 MB, as on AWS's bill.
package struct Pricing: Hashable, Sendable {
    /// The Region's code, such as `eu-central-1`.
    package let region: String

    /// The architecture that the prices are for.
    package let architecture: Architecture

    /// The currency of every price.
    package let currency: Currency

    /// The day the prices were collected, as year-month-day.
    package let asOf: String

    /// Where the figures were read.
    package let source: String

    /// The price of one request.
    package let request: Money

    /// The price of one GB-second of duration, by how many of them the month has already had.
    package let durationTiers: [PricingTier]

    /// What the account need not pay for each month, where the Region has a free tier.
    package let freeTier: FreeTier?

    /// The price of keeping one GB provisioned for a second.
    package let provisionedConcurrency: Money?

    /// The price of one GB-second of duration on provisioned concurrency.
    package let provisionedDuration: Money?

    /// The price of one GB-second of /tmp above the free 512 MB.
    package let ephemeralStorage: Money?

    /// The price of keeping one GB of snapshot cached for a second (SnapStart).
    package let snapStartCache: Money?

    /// The price of restoring one GB of snapshot (SnapStart).
    package let snapStartRestore: Money?

    package init(
        region: String,
        architecture: Architecture,
        currency: Currency,
        asOf: String,
        source: String,
        request: Money,
        durationTiers: [PricingTier],
        freeTier: FreeTier? = .standard,
        provisionedConcurrency: Money? = nil,
        provisionedDuration: Money? = nil,
        ephemeralStorage: Money? = nil,
        snapStartCache: Money? = nil,
        snapStartRestore: Money? = nil
    ) {
        self.region = region
        self.architecture = architecture
        self.currency = currency
        self.asOf = asOf
        self.source = source
        self.request = request
        self.durationTiers = durationTiers
        self.freeTier = freeTier
        self.provisionedConcurrency = provisionedConcurrency
        self.provisionedDuration = provisionedDuration
        self.ephemeralStorage = ephemeralStorage
        self.snapStartCache = snapStartCache
        self.snapStartRestore = snapStartRestore
    }
}

/// One step of the volume discount on duration.
package struct PricingTier: Hashable, Sendable {
    /// The GB-seconds of a month up to which the price holds; nil in the last step.
    package let upToGBSeconds: Int?

    /// The price of one GB-second; nil where the step exists but its price is not known.
    package let price: Money?

    package init(upToGBSeconds: Int?, price: Money?) {
        self.upToGBSeconds = upToGBSeconds
        self.price = price
    }
}

/// What an account need not pay for each month.
package struct FreeTier: Hashable, Sendable {
    /// Requests without a charge.
    package let requests: Int

    /// GB-seconds of duration without a charge, over both architectures together.
    package let gbSeconds: Int

    /// One million requests and 400,000 GB-seconds, for ever, but not on provisioned concurrency.
    ///
    /// - Source: AWS Lambda pricing page, "Free tier".
    package static let standard = FreeTier(requests: 1_000_000, gbSeconds: 400_000)

    package init(requests: Int, gbSeconds: Int) {
        self.requests = requests
        self.gbSeconds = gbSeconds
    }
}
