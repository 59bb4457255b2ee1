import Capacity
import Estimation
import LambdaPlatform

/// A forecast with what a reader must know to read it.
struct ForecastAnswer {
    /// The forecast.
    let forecast: Forecast

    /// What was asked.
    let question: ForecastQuestion

    /// The function's name.
    let function: String

    /// The threading strategy.
    let strategy: String

    /// Whether durations of some setting were projected instead of measured.
    let isProjected: Bool
}

extension ForecastAnswer {
    /// Reasons to distrust the figures.
    var cautions: [String] {
        var cautions: [String] = []
        for setting in forecast.settings {
            for caution in setting.cautions where !cautions.contains(caution) {
                cautions.append(caution)
            }
        }
        if isProjected {
            cautions.append("Durations marked * were projected, not measured.")
        }
        for setting in forecast.settings {
            for check in setting.checks where !check.agrees {
                cautions.append(
                    "At \(setting.setting.memory) the \(check.figure) of \(check.simulated.value) "
                        + "does not agree with \(check.law) (\(check.theory))."
                )
            }
        }
        return cautions
    }

    /// The setting that was chosen, where one meets the limits.
    var chosen: SettingForecast? { forecast.choice.map { forecast.settings[$0] } }

    /// What the limits are, in words; empty without limits.
    var limitsInWords: String {
        var words: [String] = []
        if let p95 = forecast.limits.p95MS { words.append("p95 at most \(Self.rounded(p95)) ms") }
        if let share = forecast.limits.throttledShare {
            words.append("at most \(Self.percent(share)) throttled")
        }
        return words.joined(separator: ", ")
    }

    /// How the month was simulated, in a sentence.
    var simulationInWords: String {
        guard let plan = forecast.settings.first?.plan else { return "" }
        let hours = Self.rounded(plan.month / 3_600)
        if plan.isWhole { return "Simulated the whole month of \(hours) h, request by request." }
        let share = Self.percent(plan.simulatedShare)
        if plan.stretches.count == 1 {
            return
                "Simulated \(Self.rounded(plan.month * plan.simulatedShare)) s in one piece, which "
                + "stand for the month of \(hours) h (\(share) of it); intervals are 90 %."
        }
        return
            "Simulated \(plan.stretches.count) stretches, one for each level of the rate and the "
            + "busiest for itself: \(share) of the month of \(hours) h, weighted by their requests; "
            + "intervals are 90 %."
    }

    /// A number with four significant digits at most.
    static func rounded(_ value: Double) -> String {
        guard value != 0, value.isFinite else { return "0" }
        if abs(value) >= 1_000 { return "\(Int(value.rounded()))" }
        var scale = 1.0
        while abs(value) * scale < 1_000 { scale *= 10 }
        let text = "\((value * scale).rounded() / scale)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// A share as a percentage with two significant digits.
    static func percent(_ share: Double) -> String {
        guard share > 0 else { return "0 %" }
        let percent = share * 100
        var scale = 1.0
        while percent * scale < 10 { scale *= 10 }
        return rounded((percent * scale).rounded() / scale) + " %"
    }

    /// An amount with two decimals, or four below one unit.
    static func amount(_ money: Money, _ currency: Currency) -> String {
        let units = money.units
        let scale = abs(units) < 1 && units != 0 ? 10_000.0 : 100.0
        let digits = scale == 100 ? 2 : 4
        let whole = Int((abs(units) * scale).rounded())
        let fraction = String(whole % Int(scale))
        let padded = String(repeating: "0", count: digits - fraction.count) + fraction
        return (units < 0 ? "-" : "") + currency.sign + "\(whole / Int(scale)).\(padded)"
    }
}
