extension Bytes {
    /// The time at the beginning of these bytes, in seconds since 1970.
    ///
    /// - Shape: `2024-12-19T10:16:25.758000`, a space for the `T`, any decimals, UTC; what comes
    ///   after it is not looked at.
    /// - Edge cases: nil where there is no such time or a part is out of range.
    var timestamp: Double? {
        guard count >= 19, self[4] == Byte.minus, self[7] == Byte.minus,
            self[10] == Byte.space || self[10] == UInt8(ascii: "T"),
            self[13] == Byte.colon, self[16] == Byte.colon,
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61
        else { return nil }
        let days = Self.daysSince1970(year: year, month: month, day: day)
        let whole = ((days * 24 + hour) * 60 + minute) * 60 + second
        return Double(whole) + fraction(at: 19)
    }

    private func number(_ range: Range<Int>) -> Int? {
        var value = 0
        for i in range {
            guard self[i] >= Byte.zero, self[i] <= Byte.nine else { return nil }
            value = value * 10 + Int(self[i] - Byte.zero)
        }
        return value
    }

    private func fraction(at position: Int) -> Double {
        guard position < count, self[position] == Byte.point else { return 0 }
        var value = 0.0
        var unit = 0.1
        for byte in self[(position + 1)...] {
            guard byte >= Byte.zero, byte <= Byte.nine else { break }
            value += Double(byte - Byte.zero) * unit
            unit /= 10
        }
        return value
    }

    /// Days from 1 January 1970 to a date of the Gregorian calendar.
    ///
    /// - Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (2013), days_from_civil.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
