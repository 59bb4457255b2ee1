#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Numbers as people read them, without a locale: a point for decimals, a comma for thousands.
package enum NumberText {
    /// A number with so many decimals.
    ///
    /// - Edge cases: infinities and not-a-number give `∞`, `−∞` and `?`; at most nine decimals; a
    ///   value that rounds to zero has no sign.
    package static func fixed(_ value: Double, decimals: Int = 0) -> String {
        guard value.isFinite else { return value.isNaN ? "?" : value < 0 ? "−∞" : "∞" }
        let places = min(max(0, decimals), 9)
        let scale = pow(10, Double(places))
        let scaled = (abs(value) * scale).rounded()
        guard scaled < 9e18 else { return value < 0 ? "−∞" : "∞" }
        let digits = String(Int64(scaled))
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let whole = grouped(padded.dropLast(places))
        let sign = value < 0 && scaled > 0 ? "−" : ""
        return sign + whole + (places == 0 ? "" : "." + padded.suffix(places))
    }

    /// A number with about so many significant digits, never in exponent form.
    ///
    /// - Edge cases: whole digits are never dropped, so 12,345 stays 12,345 at three digits.
    package static func significant(_ value: Double, digits: Int = 3) -> String {
        guard value.isFinite, value != 0 else { return fixed(value) }
        let magnitude = Int(log10(abs(value)).rounded(.down))
        return fixed(value, decimals: max(0, digits - 1 - magnitude))
    }

    /// A number as short as an axis label can be: no trailing zeros, `k` and `M` from 10,000 on.
    package static func short(_ value: Double) -> String {
        let magnitude = abs(value)
        if magnitude >= 999_950 { return trimmed(value / 1e6, digits: 3) + "M" }
        if magnitude >= 10_000 { return trimmed(value / 1e3, digits: 3) + "k" }
        return trimmed(value, digits: 3)
    }

    /// Labels of an axis' ticks: short, but with as many digits as it takes to tell them apart.
    package static func labels(of ticks: [Double]) -> [String] {
        let labels = ticks.map(short)
        guard Set(labels).count < labels.count else { return labels }
        let steps = zip(ticks, ticks.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }
        guard let step = steps.min() else { return labels }
        let decimals = Int(max(0, (-log10(step)).rounded(.up)))
        return ticks.map { fixed($0, decimals: decimals) }
    }

    /// A number of three significant digits as it would be typed: no separators of thousands.
    package static func plain(_ value: Double) -> String {
        trimmed(value, digits: 3).filter { $0 != "," }
    }

    /// A change as a signed percentage, such as `+12 %` or `−3.4 %`.
    package static func percentChange(from old: Double, to new: Double) -> String {
        guard old > 0 else { return "?" }
        let percent = (new / old - 1) * 100
        let text = fixed(abs(percent), decimals: abs(percent) < 9.95 ? 1 : 0)
        if text == "0.0" { return "±0 %" }
        return (percent < 0 ? "−" : "+") + text + " %"
    }

    private static func trimmed(_ value: Double, digits: Int) -> String {
        var text = significant(value, digits: digits)
        guard text.contains(".") else { return text }
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    private static func grouped(_ digits: some StringProtocol) -> String {
        var result = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { result.append(",") }
            result.append(digit)
        }
        return result
    }
}
