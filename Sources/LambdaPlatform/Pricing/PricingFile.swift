/// A price list of the reader's own, which replaces the built-in one: the content of `--prices`.
///
/// - Shape: JSON, one object: `asOf` (year-month-day), `source`, and `regions`, an object by Region
///   code. A Region has `currency` (`USD` or `CNY`), `request`, and for each architecture it offers
///   (`x86_64`, `arm64`) an object with `duration` (an array of steps: `price` and, but for the last,
///   `upToGBSeconds`) and, where known, `provisionedConcurrency`, `provisionedDuration`,
///   `ephemeralStorage`, `snapStartCache`, `snapStartRestore`. An optional `freeTier` has `requests`
///   and `gbSeconds`. Prices are decimal numbers **in quotes**, per request, GB-second or GB, so that
///   they stay exact.
package struct PricingFile: Hashable, Sendable, Decodable {
    /// The day the prices hold for.
    package let asOf: String

    /// Where they come from.
    package let source: String

    /// The prices of each Region and architecture.
    package let entries: [Pricing]

    package init(from decoder: any Decoder) throws {
        let file = try Layout(from: decoder)
        self.asOf = file.asOf
        self.source = file.source
        self.entries = try file.regions.sorted { $0.key < $1.key }.flatMap { code, region in
            try region.pricings(region: code, asOf: file.asOf, source: file.source)
        }
    }
}

extension PricingFile {
    /// The prices of a Region for an architecture.
    ///
    /// - Throws: ``PriceList/Refusal`` when the file does not have them.
    package func pricing(
        region: String,
        architecture: Architecture
    ) throws(PriceList.Refusal) -> Pricing {
        let entries = entries.filter { $0.region == region }
        guard !entries.isEmpty else { throw .unknownRegion(region: region) }
        guard let entry = entries.first(where: { $0.architecture == architecture }) else {
            throw .unknownArchitecturePrice(region: region, architecture: architecture)
        }
        return entry
    }

    /// The file as a list of first-step prices, for what needs no more than those.
    ///
    /// - Edge cases: a Region without x86_64 prices is left out.
    package var priceList: PriceList {
        let regions = entries.filter { $0.architecture == .x86_64 }.compactMap { x86 in
            x86.durationTiers.first?.price.map { gbSecond in
                RegionPrices(
                    region: x86.region,
                    currency: x86.currency,
                    request: x86.request,
                    x86GBSecond: gbSecond,
                    armGBSecond:
                        entries
                        .first { $0.region == x86.region && $0.architecture == .arm64 }
                        .flatMap { $0.durationTiers.first?.price },
                    provisionedConcurrencyGBSecond: x86.provisionedConcurrency,
                    provisionedDurationGBSecond: x86.provisionedDuration,
                    ephemeralStorageGBSecond: x86.ephemeralStorage,
                    source: source,
                    isArmPriceVerified: true
                )
            }
        }
        return PriceList(asOf: asOf, regions: regions, regionsWithoutPrices: [])
    }
}

/// The file as it is written.
private struct Layout: Decodable {
    var asOf: String
    var source: String
    var regions: [String: RegionLayout]
}

private struct RegionLayout: Decodable {
    var currency: Currency
    var request: QuotedPrice
    var freeTier: FreeTierLayout?
    var x86_64: ArchitectureLayout?
    var arm64: ArchitectureLayout?

    func pricings(region: String, asOf: String, source: String) throws -> [Pricing] {
        let offered = [(Architecture.x86_64, x86_64), (.arm64, arm64)]
        return try offered.compactMap { architecture, prices in
            try prices.map { prices in
                Pricing(
                    region: region,
                    architecture: architecture,
                    currency: currency,
                    asOf: asOf,
                    source: source,
                    request: request.money,
                    durationTiers: try prices.tiers(region: region),
                    freeTier: freeTier.map {
                        FreeTier(requests: $0.requests, gbSeconds: $0.gbSeconds)
                    },
                    provisionedConcurrency: prices.provisionedConcurrency?.money,
                    provisionedDuration: prices.provisionedDuration?.money,
                    ephemeralStorage: prices.ephemeralStorage?.money,
                    snapStartCache: prices.snapStartCache?.money,
                    snapStartRestore: prices.snapStartRestore?.money
                )
            }
        }
    }
}

private struct FreeTierLayout: Decodable {
    var requests: Int
    var gbSeconds: Int
}

private struct ArchitectureLayout: Decodable {
    var duration: [TierLayout]
    var provisionedConcurrency: QuotedPrice?
    var provisionedDuration: QuotedPrice?
    var ephemeralStorage: QuotedPrice?
    var snapStartCache: QuotedPrice?
    var snapStartRestore: QuotedPrice?

    /// The steps, which must rise and end in one without an upper end.
    func tiers(region: String) throws -> [PricingTier] {
        let ends = duration.dropLast().map(\.upToGBSeconds)
        let isRising = zip(ends, ends.dropFirst()).allSatisfy { ($0 ?? 0) < ($1 ?? 0) }
        guard let last = duration.last, last.upToGBSeconds == nil, isRising,
            ends.allSatisfy({ ($0 ?? 0) > 0 })
        else { throw PricingFile.Refusal.brokenSteps(region: region) }
        return duration.map { PricingTier(upToGBSeconds: $0.upToGBSeconds, price: $0.price.money) }
    }
}

private struct TierLayout: Decodable {
    var upToGBSeconds: Int?
    var price: QuotedPrice
}

/// A decimal number in quotes.
private struct QuotedPrice: Decodable {
    let money: Money

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text: String
        do {
            text = try container.decode(String.self)
        } catch {
            throw PricingFile.Refusal.unquotedPrice(key: decoder.codingPath.last?.stringValue ?? "")
        }
        guard let money = Money(decimal: text), money >= .zero else {
            throw PricingFile.Refusal.notAPrice(text: text)
        }
        self.money = money
    }
}

extension PricingFile {
    /// Why a prices file was refused.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case unquotedPrice(key: String)
        case notAPrice(text: String)
        case brokenSteps(region: String)

        package var description: String {
            switch self {
            case .unquotedPrice(let key):
                "The price '\(key)' is not in quotes: write it as \"0.0000166667\" so that it stays exact."
            case .notAPrice(let text):
                "'\(text.prefix(40))' is not a price: give a decimal from 0 with at most 18 decimals."
            case .brokenSteps(let region):
                "The duration steps of \(region) do not rise to one without 'upToGBSeconds': "
                    + "give each but the last step a larger end."
            }
        }
    }
}
