/// What one Region charges for Lambda.
package struct RegionPrices: Hashable, Sendable {
    /// The Region's code, such as `eu-central-1`.
    package let region: String

    /// The currency of every price below.
    package let currency: Currency

    /// The price of one request.
    package let request: Money

    /// The price of one GB-second on x86_64 (first tier).
    package let x86GBSecond: Money

    /// The price of one GB-second on arm64 (first tier), where known.
    package let armGBSecond: Money?

    /// The price of keeping one GB provisioned for a second on x86_64, where known.
    package let provisionedConcurrencyGBSecond: Money?

    /// The price of one GB-second of duration on provisioned concurrency on x86_64, where known.
    package let provisionedDurationGBSecond: Money?

    /// The price of one GB-second of /tmp above the free 512 MB, where known.
    package let ephemeralStorageGBSecond: Money?

    /// Where the figures were read.
    package let source: String

    /// Whether the arm64 price was read; otherwise it was derived as 0.8 of x86_64.
    package let isArmPriceVerified: Bool

    /// The price of one GB-second on an architecture, where known.
    package func gbSecond(on architecture: Architecture) -> Money? {
        switch architecture {
        case .x86_64: x86GBSecond
        case .arm64: armGBSecond
        }
    }
}

/// The dated prices of every Region.
package struct PriceList: Hashable, Sendable {
    /// The day the prices were collected, as year-month-day.
    package let asOf: String

    /// The Regions by code.
    package let regions: [String: RegionPrices]

    /// Regions that offer Lambda but whose prices could not be found.
    package let regionsWithoutPrices: [String]

    package init(asOf: String, regions: [RegionPrices], regionsWithoutPrices: [String]) {
        self.asOf = asOf
        self.regions = Dictionary(regions.map { ($0.region, $0) }, uniquingKeysWith: { $1 })
        self.regionsWithoutPrices = regionsWithoutPrices
    }

    /// The prices of a Region.
    ///
    /// - Throws: ``Refusal`` when the Region is unknown or its prices are; never a guess.
    package func prices(in region: String) throws(Refusal) -> RegionPrices {
        if let prices = regions[region] { return prices }
        throw regionsWithoutPrices.contains(region)
            ? .unknownPrice(region: region) : .unknownRegion(region: region)
    }

    /// The Region codes in alphabetical order.
    package var regionCodes: [String] { regions.keys.sorted() }
}

extension PriceList {
    /// Why a Region could not be priced.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case unknownRegion(region: String)
        case unknownPrice(region: String)
        case unknownArchitecturePrice(region: String, architecture: Architecture)

        package var description: String {
            switch self {
            case .unknownRegion(let region):
                "'\(region)' is not a Region with Lambda prices: give a code such as us-east-1."
            case .unknownPrice(let region):
                "The prices of \(region) are not in the table: choose another Region."
            case .unknownArchitecturePrice(let region, let architecture):
                "The \(architecture.rawValue) price in \(region) is not in the table: "
                    + "choose another Region or architecture."
            }
        }
    }
}
