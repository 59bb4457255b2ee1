/// A month's bill, split by item, exact to 10⁻¹⁸ of the currency.
package struct Bill: Hashable, Sendable {
    /// The currency of every amount.
    package let currency: Currency

    /// The amount of each item; items that cost nothing are left out.
    package let amounts: [BillItem: Money]
}

/// What a bill is made of.
package enum BillItem: String, Hashable, Sendable, Codable, CaseIterable {
    /// The fee of every request.
    case requests

    /// On-demand duration without INIT.
    case duration

    /// What INIT adds to the duration of cold starts.
    ///
    /// - Source: AWS Compute Blog: INIT is billed for every function since 1 August 2025.
    case initDuration

    /// Environments kept provisioned, used or not.
    case provisionedConcurrency

    /// Duration on provisioned environments, at its lower rate.
    case provisionedDuration

    /// /tmp above 512 MB while the function runs.
    case ephemeralStorage

    /// Snapshots kept in the cache.
    case snapStartCache

    /// Environments restored from a snapshot.
    case snapStartRestore

    /// What a Compute Savings Plan takes off; negative.
    case savingsPlan

    /// The item's name on a bill.
    package var label: String {
        switch self {
        case .requests: "requests"
        case .duration: "duration"
        case .initDuration: "INIT"
        case .provisionedConcurrency: "provisioned concurrency"
        case .provisionedDuration: "provisioned duration"
        case .ephemeralStorage: "/tmp"
        case .snapStartCache: "SnapStart cache"
        case .snapStartRestore: "SnapStart restore"
        case .savingsPlan: "Savings Plan"
        }
    }
}

extension Bill {
    /// Everything together.
    package var total: Money { amounts.values.reduce(.zero, +) }

    /// The amount of an item; nothing where it did not occur.
    package subscript(item: BillItem) -> Money { amounts[item] ?? .zero }

    /// Works out the bill of the functions of one Region and architecture.
    ///
    /// - Shape: each item is `price × quantity`, rounded once. The free tier covers on-demand
    ///   requests and duration only; volume steps count all on-demand duration, free or not.
    /// - Throws: ``Refusal`` when something was used whose price is not known, or metered below 0.
    package init(
        for usages: [BillUsage],
        pricing: Pricing,
        terms: BillTerms = .list
    ) throws(Refusal) {
        var ledger = BillLedger(pricing: pricing, terms: terms)
        for usage in usages { try ledger.add(usage) }
        try ledger.close()
        self.init(
            currency: pricing.currency,
            amounts: ledger.amounts.filter { $0.value != .zero }
        )
    }

    /// Works out the bill of one function.
    package init(
        for usage: BillUsage,
        pricing: Pricing,
        terms: BillTerms = .list
    ) throws(Refusal) {
        try self.init(for: [usage], pricing: pricing, terms: terms)
    }
}

extension Bill {
    /// Why a bill could not be worked out.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case unknownPrice(item: BillItem, region: String, architecture: Architecture)
        case unknownTier(fromGBSeconds: Int, region: String)
        case negativeUsage
        case storageOutOfRange(megabytes: Int)

        package var description: String {
            switch self {
            case .unknownPrice(let item, let region, let architecture):
                "The price of \(item.label) on \(architecture.rawValue) in \(region) is not in the "
                    + "table: give it in a prices file or choose another Region."
            case .unknownTier(let from, let region):
                "The duration price above \(from) GB-seconds a month in \(region) is not in the "
                    + "table: give it in a prices file."
            case .negativeUsage:
                "A usage figure is below zero: give counts and milliseconds from 0."
            case .storageOutOfRange(let megabytes):
                "\(megabytes) MB is no size for /tmp: Lambda takes 512 to 10240 MB."
            }
        }
    }
}
