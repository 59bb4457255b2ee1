package import LambdaPlatform
import TerminalKit
package import Tuning

/// Figures of the domain as text, the same on every screen and in plain text.
package enum Wording {
    /// A duration: `3.21 ms`, `48.2 ms`, `480 ms`, `12.3 s`.
    package static func duration(_ milliseconds: Double) -> String {
        switch milliseconds {
        case 0: "0 ms"
        case ..<9.995: NumberText.fixed(milliseconds, decimals: 2) + " ms"
        case ..<99.95: NumberText.fixed(milliseconds, decimals: 1) + " ms"
        case ..<9_999.5: NumberText.fixed(milliseconds) + " ms"
        default: NumberText.fixed(milliseconds / 1_000, decimals: 1) + " s"
        }
    }

    /// An amount of money: `$0.0042`, `$8.03`, `$1,234`.
    package static func money(_ units: Double, _ currency: Currency) -> String {
        let magnitude = abs(units)
        let text =
            switch magnitude {
            case 0: "0"
            case ..<0.995: NumberText.significant(magnitude, digits: 3)
            case ..<999.995: NumberText.fixed(magnitude, decimals: 2)
            default: NumberText.fixed(magnitude)
            }
        return (units < 0 ? "−" : "") + currency.sign + text
    }

    /// A difference of money with its sign: `+$0.12`, `−$3.40`, `±$0`.
    package static func moneyChange(_ units: Double, _ currency: Currency) -> String {
        if abs(units) < 5e-7 { return "±" + currency.sign + "0" }
        return (units > 0 ? "+" : "") + money(units, currency)
    }

    /// A share of vCPUs: `0.57 vCPU`.
    package static func share(_ vcpus: Double) -> String {
        NumberText.fixed(vcpus, decimals: 2) + " vCPU"
    }

    /// A memory setting as it is typed and as Lambda writes it: `1792 MB`.
    package static func memory(_ memory: MemorySetting) -> String { memory.description }

    /// A share: `0 %`, `0.14 %`, `12 %`.
    package static func percent(_ share: Double) -> String {
        share == 0 ? "0 %" : NumberText.significant(share * 100, digits: 2) + " %"
    }

    /// A number of invocations: `1M`, `250k`, `1,500`.
    package static func count(_ number: Int) -> String {
        let value = Double(number)
        if number >= 1_000_000_000 { return NumberText.short(value / 1e9) + "G" }
        return number >= 10_000 ? NumberText.short(value) : NumberText.fixed(value)
    }

    /// An aim: `recommended`, `balanced 0.5`.
    package static func aim(_ objective: Objective) -> String {
        switch objective {
        case .recommended: "recommended"
        case .cheapest: "cheapest"
        case .fastest: "fastest"
        case .balanced(let weight): "balanced " + NumberText.fixed(weight, decimals: 2)
        }
    }

    /// A latency limit: `p95 ≤ 400 ms`.
    package static func limit(_ limit: LatencyLimit) -> String {
        let percent = NumberText.significant(limit.quantile * 100, digits: 2)
        return "p\(percent) ≤ \(duration(limit.milliseconds))"
    }

    /// A span of time: `45 s`, `3 min 20 s`, `1 h 5 min`.
    package static func time(_ milliseconds: Double) -> String {
        let seconds = Int((max(0, milliseconds) / 1_000).rounded())
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3_600 { return "\(seconds / 60) min \(seconds % 60) s" }
        return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
    }
}
