/// An amount of money, exact to 10⁻¹⁸ of the currency unit.
///
/// One invocation can cost less than a billionth of a dollar and a month's bill adds up billions of
/// them, so amounts are whole numbers; they become binary floating point only to be drawn.
///
/// - Unit: 10⁻¹⁸ of a dollar (or yuan, see ``Currency``).
/// - Shape: ±1.7 × 10²⁰ currency units.
package struct Money: Hashable, Sendable {
    /// The amount in 10⁻¹⁸ currency units.
    package let attos: Int128

    /// Takes an amount in 10⁻¹⁸ currency units.
    package init(attos: Int128) {
        self.attos = attos
    }

    /// Nothing.
    package static let zero = Money(attos: 0)
}

extension Money {
    /// An amount in 10⁻¹² currency units.
    package init(picos: Int128) {
        self.init(attos: picos * 1_000_000)
    }

    /// Reads a plain decimal such as `0.0000166667`.
    ///
    /// - Edge cases: nil for anything but digits with at most one point and one leading minus, for
    ///   more than 18 decimals and for more than 18 digits before the point.
    package init?(decimal text: some StringProtocol) {
        let isNegative = text.hasPrefix("-")
        let parts = (isNegative ? text.dropFirst() : text[...])
            .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.count <= 18 else { return nil }
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        let digits = String(whole) + fraction
        guard fraction.count <= 18, !digits.isEmpty,
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let value = Int128(digits + String(repeating: "0", count: 18 - fraction.count))
        else { return nil }
        self.init(attos: isNegative ? -value : value)
    }

    /// The amount in currency units, for drawing only.
    package var units: Double { Double(attos) / 1e18 }

    /// The amount times a fraction, rounded half away from zero to 10⁻¹⁸.
    package func scaled(by numerator: Int128, over denominator: Int128) -> Money {
        let product = attos * numerator
        let half = denominator / 2
        let rounded = product >= 0 ? product + half : product - half
        return Money(attos: rounded / denominator)
    }
}

extension Money: Comparable, AdditiveArithmetic {
    package static func < (left: Money, right: Money) -> Bool { left.attos < right.attos }

    package static func + (left: Money, right: Money) -> Money {
        Money(attos: left.attos + right.attos)
    }

    package static func - (left: Money, right: Money) -> Money {
        Money(attos: left.attos - right.attos)
    }

    package static func * (left: Money, right: Int) -> Money {
        Money(attos: left.attos * Int128(right))
    }
}

extension Money: CustomStringConvertible {
    /// The exact amount as a plain decimal without trailing zeros.
    package var description: String {
        let magnitude = String(attos.magnitude)
        let padded = String(repeating: "0", count: max(0, 19 - magnitude.count)) + magnitude
        let whole = padded.dropLast(18)
        var fraction = padded.suffix(18)
        while fraction.last == "0" { fraction.removeLast() }
        return (attos < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }
}

/// The currency that a Region is billed in.
package enum Currency: String, Hashable, Sendable, Codable {
    case usd = "USD"
    case cny = "CNY"

    /// The sign put before an amount.
    package var sign: String {
        switch self {
        case .usd: "$"
        case .cny: "¥"
        }
    }
}
