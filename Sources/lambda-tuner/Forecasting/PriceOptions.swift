import ArgumentParser
import Capacity
import Foundation
import LambdaPlatform

/// The options that say what an account pays.
struct PriceOptions: ParsableArguments {
    @Option(help: "A file of prices that replaces the built-in ones (JSON; see METHOD.md).")
    var prices: String?

    @Flag(help: "The account's monthly free tier is still unused.")
    var freeTier = false

    @Option(help: "What a Compute Savings Plan takes off duration, in percent.")
    var savingsPlan = 0.0

    @Option(name: .customLong("tmp"), help: "Configured /tmp in MB, 512 of them free.")
    var ephemeralStorageMB = 512

    @Flag(help: "Environments are restored from snapshots (not for Java, where that is free).")
    var snapStart = false
}

extension PriceOptions {
    /// The prices that apply in a Region.
    ///
    /// - Throws: ``PriceList/Refusal``, ``PricingFile/Refusal`` or ``PricesFailure``.
    func pricing(in region: String, _ architecture: Architecture) throws -> Pricing {
        guard let prices else {
            return try Pricing(region: region, architecture: architecture)
        }
        guard let bytes = FileManager.default.contents(atPath: prices) else {
            throw PricesFailure.unreadable(path: prices)
        }
        do {
            let file = try JSONDecoder().decode(PricingFile.self, from: bytes)
            return try file.pricing(region: region, architecture: architecture)
        } catch let error as DecodingError {
            throw PricesFailure.notPrices(path: prices, reason: Self.reason(error))
        }
    }

    /// Sets the account's terms.
    func apply(to question: inout ForecastQuestion) throws {
        question.terms = try BillTerms(hasFreeTier: freeTier, savingsPlanPercent: savingsPlan)
        question.ephemeralStorageMB = ephemeralStorageMB
        question.usesSnapStart = snapStart
    }

    private static func reason(_ error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, let context):
            "'\((context.codingPath.map(\.stringValue) + [key.stringValue]).joined(separator: "."))'"
                + " is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "'\(context.codingPath.map(\.stringValue).joined(separator: "."))' has the wrong type"
        default: "it is not JSON of the form described in METHOD.md"
        }
    }
}

/// Why a prices file could not be used.
enum PricesFailure: Error, Hashable, CustomStringConvertible {
    case unreadable(path: String)
    case notPrices(path: String, reason: String)

    var description: String {
        switch self {
        case .unreadable(let path): "'\(path)' cannot be read: give the path of a prices file."
        case .notPrices(let path, let reason):
            "'\(path)' is no prices file: \(reason)."
        }
    }
}
