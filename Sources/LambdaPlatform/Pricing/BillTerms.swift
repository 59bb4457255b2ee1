/// The terms of an account that change its bill.
package struct BillTerms: Hashable, Sendable {
    /// Whether the account's monthly free tier is still unused.
    package let hasFreeTier: Bool

    /// What a Compute Savings Plan takes off duration and provisioned concurrency, in millionths.
    package let savingsPlanMillionths: Int

    /// No free tier and no Savings Plan.
    package static let list = BillTerms(hasFreeTier: false, savingsPlanMillionths: 0)

    /// The free tier and no Savings Plan.
    package static let freeTier = BillTerms(hasFreeTier: true, savingsPlanMillionths: 0)

    /// Takes the terms.
    ///
    /// - Parameters:
    ///   - hasFreeTier: Whether the monthly free tier is still unused.
    ///   - savingsPlanPercent: The plan's discount: AWS lists 12 % paid monthly and 17 % paid up
    ///     front in us-east-1, so other figures are the reader's own contract.
    /// - Throws: ``Refusal/discountOutOfRange(percent:)`` unless 0…100.
    package init(hasFreeTier: Bool, savingsPlanPercent: Double) throws(Refusal) {
        guard (0...100).contains(savingsPlanPercent) else {
            throw .discountOutOfRange(percent: savingsPlanPercent)
        }
        self.init(
            hasFreeTier: hasFreeTier,
            savingsPlanMillionths: Int((savingsPlanPercent * 10_000).rounded())
        )
    }

    private init(hasFreeTier: Bool, savingsPlanMillionths: Int) {
        self.hasFreeTier = hasFreeTier
        self.savingsPlanMillionths = savingsPlanMillionths
    }
}

extension BillTerms {
    /// Why terms were refused.
    package enum Refusal: Error, Hashable, CustomStringConvertible {
        case discountOutOfRange(percent: Double)

        package var description: String {
            switch self {
            case .discountOutOfRange(let percent):
                "A Savings Plan discount of \(percent) % cannot be: give 0 to 100."
            }
        }
    }
}
