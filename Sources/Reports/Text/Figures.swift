/// Numbers as people read them: three significant figures, thousands apart, the unit beside.
enum Figures {
    /// A number with a fixed count of decimals and commas between thousands.
    ///
    /// - Edge cases: a dash for what is no number; infinity is `∞`.
    static func fixed(_ value: Double, decimals: Int) -> String {
        guard !value.isNaN else { return "–" }
        guard abs(value) < 1e15 else { return value < 0 ? "−∞" : "∞" }
        let unit = (0..<decimals).reduce(1) { product, _ in product * 10 }
        let scaled = Int((abs(value) * Double(unit)).rounded())
        let whole = grouped(scaled / unit)
        let sign = value < 0 && scaled > 0 ? "−" : ""
        guard decimals > 0 else { return sign + whole }
        let fraction = String(scaled % unit)
        let zeros = String(repeating: "0", count: decimals - fraction.count)
        return "\(sign)\(whole).\(zeros)\(fraction)"
    }

    /// A whole number with commas between thousands.
    static func grouped(_ value: Int) -> String {
        var digits = String(value.magnitude)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (value < 0 ? "−" : "") + ([digits] + groups).joined(separator: ",")
    }

    /// A number with about three significant figures.
    static func short(_ value: Double) -> String {
        switch abs(value) {
        case ..<1e-9: "0"
        case ..<0.01: fixed(value, decimals: 5)
        case ..<1: fixed(value, decimals: 3)
        case ..<10: fixed(value, decimals: 2)
        case ..<100: fixed(value, decimals: 1)
        default: fixed(value, decimals: 0)
        }
    }

    /// An amount of money with at least two decimals, none from 1,000 on.
    static func money(_ value: Double, sign: String) -> String {
        let amount =
            switch abs(value) {
            case ..<0.1: short(abs(value))
            case ..<1_000: fixed(abs(value), decimals: 2)
            default: fixed(abs(value), decimals: 0)
            }
        return (value < 0 ? "−" : "") + sign + amount
    }

    /// A share as a percentage with two significant figures.
    ///
    /// - Shape: four decimals at most, so that a share below a millionth is 0.
    static func percent(_ share: Double) -> String {
        let decimals =
            switch abs(share) {
            case 0.0995...: 0
            case 0.00995...: 1
            case 0.000995...: 2
            case 0.0000995...: 3
            case 0.0000005...: 4
            default: 0
            }
        return fixed(share * 100, decimals: decimals) + " %"
    }

    /// A count such as invocations per month: `10 M`, `250,000`.
    static func count(_ value: Int) -> String {
        switch value {
        case 1_000_000... where value % 100_000 == 0:
            let millions = fixed(Double(value) / 1e6, decimals: value % 1_000_000 == 0 ? 0 : 1)
            return millions + " M"
        default:
            return grouped(value)
        }
    }
}
