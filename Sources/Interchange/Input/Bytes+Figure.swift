/// Numbers as logs write them, read from bytes without making a text of them.
struct Figure {
    /// The number.
    let value: Double

    /// The position after its last byte.
    let end: Int
}

extension Bytes {
    /// Powers of ten that are exact in binary floating point.
    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// The decimal that begins at a position: digits, a point, an exponent.
    ///
    /// - Shape: exact to the last bit up to 15 digits (one rounding of a quotient or product of two
    ///   exact numbers); the standard library reads longer ones.
    /// - Edge cases: nil where no digit stands.
    func figure(at position: Int) -> Figure? {
        var i = position
        let isNegative = i < count && self[i] == Byte.minus
        if isNegative { i += 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var decimals = 0
        var isAfterPoint = false
        while i < count {
            let byte = self[i]
            if byte >= Byte.zero, byte <= Byte.nine {
                digits += 1
                if digits <= 18 { mantissa = mantissa * 10 + UInt64(byte - Byte.zero) }
                if isAfterPoint { decimals += 1 }
            } else if byte == Byte.point, !isAfterPoint {
                isAfterPoint = true
            } else {
                break
            }
            i += 1
        }
        guard digits > 0 else { return nil }
        let exponent = exponent(at: i)
        let end = exponent?.end ?? i
        let scale = (exponent?.value ?? 0) - decimals
        guard digits <= 15, (-22...22).contains(scale) else {
            return Double(part(position..<end).text).map { Figure(value: $0, end: end) }
        }
        let power = Self.powersOfTen[abs(scale)]
        let value = scale < 0 ? Double(mantissa) / power : Double(mantissa) * power
        return Figure(value: isNegative ? -value : value, end: end)
    }

    private func exponent(at position: Int) -> (value: Int, end: Int)? {
        guard position < count, self[position] | 0x20 == UInt8(ascii: "e") else { return nil }
        var i = position + 1
        let isNegative = i < count && self[i] == Byte.minus
        if i < count, isNegative || self[i] == UInt8(ascii: "+") { i += 1 }
        let start = i
        var value = 0
        while i < count, self[i] >= Byte.zero, self[i] <= Byte.nine {
            value = Swift.min(value * 10 + Int(self[i] - Byte.zero), 10_000)
            i += 1
        }
        return i > start ? (isNegative ? -value : value, i) : nil
    }
}
