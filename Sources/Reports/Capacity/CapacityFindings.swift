package import Capacity
import Estimation
import LambdaPlatform

/// What a report says about a forecast, as values: the same for every format.
package struct CapacityFindings: Sendable {
    /// The forecast.
    package let forecast: Forecast

    /// What was asked.
    package let question: ForecastQuestion

    /// The function's name.
    package let function: String

    /// The threading strategy.
    package let strategy: String

    /// Takes a forecast and what it is about.
    package init(
        forecast: Forecast,
        question: ForecastQuestion,
        function: String,
        strategy: String
    ) {
        self.forecast = forecast
        self.question = question
        self.function = function
        self.strategy = strategy
    }
}

extension CapacityFindings {
    /// Reasons to distrust the figures.
    package var cautions: [String] {
        var cautions: [String] = []
        for caution in forecast.settings.flatMap(\.cautions) where !cautions.contains(caution) {
            cautions.append(caution)
        }
        if forecast.settings.contains(where: \.setting.isProjected) {
            cautions.append("Durations of settings marked projected were not measured.")
        }
        for setting in forecast.settings {
            for check in setting.checks where !check.agrees {
                cautions.append(
                    "At \(Figures.memory(setting.setting.memory)) the \(check.figure) of "
                        + "\(Figures.short(check.simulated.value)) does not agree with \(check.law) "
                        + "(\(Figures.short(check.theory)))."
                )
            }
        }
        return cautions
    }

    /// The setting that was chosen, where one meets the limits.
    package var chosen: SettingForecast? { forecast.choice.map { forecast.settings[$0] } }

    /// The setting that is told in detail: the chosen one, or the smallest where none is.
    var detailed: SettingForecast? { chosen ?? forecast.settings.first }

    /// The sign of the currency that bills are in.
    var currencySign: String { question.pricing.currency.sign }

    /// What the limits are, in words; empty without limits.
    var limitsInWords: String {
        var words: [String] = []
        if let p95 = forecast.limits.p95MS { words.append("p95 at most \(Figures.short(p95)) ms") }
        if let share = forecast.limits.throttledShare {
            words.append("at most \(Figures.percent(share)) throttled")
        }
        return words.joined(separator: ", ")
    }

    /// The answer in one sentence.
    package var headline: String {
        guard let chosen else { return "No setting meets the limits (\(limitsInWords))." }
        let aim = limitsInWords.isEmpty ? "Cheapest" : "Cheapest with \(limitsInWords)"
        let cost = chosen.monthlyCost
        let ends = "\(money(cost.low)) to \(money(cost.high))"
        let interval = money(cost.low) == money(cost.high) ? "" : " (\(ends))"
        return "\(aim): \(Figures.memory(chosen.setting.memory)), "
            + "\(money(cost.value)) a month\(interval)."
    }

    /// An amount in the currency of the bills.
    func money(_ amount: Double) -> String { Figures.money(amount, sign: currencySign) }
}
