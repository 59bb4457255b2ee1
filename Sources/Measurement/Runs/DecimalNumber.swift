/// Decimal digits as the nearest binary number.
enum DecimalNumber {
    /// The most decimals that ``double(digits:decimals:)`` takes.
    static let mostDecimals = 19

    /// The number nearest to `digits ÷ 10^decimals`, ties to even.
    ///
    /// - Shape: exact by one division where both are small; else the quotient to 62 bits or more, with
    ///   its lowest bit set where something is left over, rounds as the whole quotient would.
    /// - Parameters:
    ///   - digits: All digits as one whole number.
    ///   - decimals: How many of them stand behind the point, 0…19.
    /// - Returns: The number; exact to the last bit.
    /// - Source: Clinger, "How to Read Floating Point Numbers Accurately", PLDI 1990, fast path; the
    ///   "sticky bit" of IEEE 754 rounding.
    static func double(digits: UInt64, decimals: Int) -> Double {
        if digits < 1 << 53 { return Double(digits) / Double(powersOfTen[decimals]) }
        let divisor = powersOfTen[decimals]
        let shift = (digits: digits.leadingZeroBitCount, divisor: divisor.leadingZeroBitCount)
        let numerator = digits << UInt64(shift.digits)
        let (quotient, remainder) = (divisor << UInt64(shift.divisor))
            .dividingFullWidth((high: numerator >> 1, low: numerator << 63))
        let rounded = Double(remainder == 0 ? quotient : quotient | 1)
        let exponent = shift.divisor - shift.digits - 63
        return rounded * Double(sign: .plus, exponent: exponent, significand: 1)
    }

    private static let powersOfTen: [UInt64] = [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
        10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000,
        100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
        100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ]
}
