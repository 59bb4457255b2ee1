import Capacity
import Estimation
import Foundation
import LambdaPlatform

/// The sentences that every report of a forecast carries; plain text, escaped by whoever writes them.
extension CapacityFindings {
    /// What the function is asked for, how it is set up, and at which prices.
    var situation: String {
        var parts = ["\(question.traffic.description)"]
        switch question.invocation {
        case .synchronous(let retries):
            let tries = retries.attempts == 1 ? "once" : "\(retries.attempts) times"
            parts.append("clients wait and try \(tries)")
        case .asynchronous(let retries):
            parts.append(
                "Lambda queues the events, with \(retries.afterErrors) retries after errors for up "
                    + "to \(Figures.short(retries.maximumAge)) s"
            )
        }
        if let reserved = question.reservedConcurrency {
            parts.append("\(Figures.grouped(reserved)) reserved")
        }
        let provisioned = question.provisioned.most
        if provisioned > 0 { parts.append("up to \(Figures.grouped(provisioned)) provisioned") }
        if question.errorRate > 0 {
            parts.append("\(Figures.percent(question.errorRate)) failing")
        }
        if !question.neighbours.isEmpty {
            let count = question.neighbours.count
            parts.append("beside \(count) other function\(count == 1 ? "" : "s")")
        }
        parts.append("an account limit of \(Figures.grouped(question.limits.account))")
        return parts.joined(separator: "; ") + ". Prices of \(question.pricing.region), "
            + "\(question.pricing.architecture.rawValue), as of \(question.pricing.asOf)."
    }

    /// Why attempts were throttled at the setting that is told in detail.
    var throttlesInWords: [String] {
        guard let detailed else { return [] }
        let memory = Figures.memory(detailed.setting.memory)
        return ThrottleReason.allCases.compactMap { reason in
            detailed.throttles[reason].map {
                "Throttled by \(reason.label) at \(memory): "
                    + "\(Figures.short($0)) attempts a month."
            }
        }
    }

    /// How many provisioned environments pay for themselves, and when.
    var breakEvenInWords: [String] {
        guard let detailed else { return [] }
        guard let breakEven = detailed.breakEven else {
            return ["Provisioned concurrency: its price here is not known."]
        }
        let count = breakEven.environments
        let saving =
            count == 0
            ? "none would all month"
            : "\(Figures.grouped(count)) would all month, saving \(money(breakEven.monthlySaving))"
        let whole =
            "Provisioned concurrency at \(Figures.memory(detailed.setting.memory)): an "
            + "environment pays for itself when busy "
            + "\(Figures.percent(breakEven.utilisationNeeded)) of the time; \(saving)."
        guard !breakEven.byHour.isEmpty else { return [whole] }
        let hours = breakEven.byHour.enumerated().map { "\($0.offset) h \($0.element)" }
        return [
            whole, "Environments that pay by hour of the day: \(hours.joined(separator: ", ")).",
        ]
    }

    /// Closed answers of queueing theory beside the simulated ones.
    var checksInWords: [String] {
        guard let detailed else { return [] }
        let memory = Figures.memory(detailed.setting.memory)
        return detailed.checks.map { check in
            "At \(memory), \(check.figure): \(Figures.short(check.theory)) by "
                + "\(check.law), simulated \(Figures.short(check.simulated.value)) "
                + "(\(Figures.short(check.simulated.low)) to \(Figures.short(check.simulated.high)))."
        }
    }

    /// Everything that is told beside the tables, the cautions last.
    var notes: [String] {
        throttlesInWords + breakEvenInWords + checksInWords + [simulationInWords]
            + cautions.map { "Caution: \($0)" }
    }

    /// How the month was simulated, in a sentence.
    var simulationInWords: String {
        guard let plan = forecast.settings.first?.plan else { return "" }
        let hours = Figures.short(plan.month / 3_600)
        if plan.isWhole { return "Simulated the whole month of \(hours) h, request by request." }
        let share = Figures.percent(plan.simulatedShare)
        if plan.stretches.count == 1 {
            return
                "Simulated \(Figures.short(plan.month * plan.simulatedShare)) s in one piece, which "
                + "stand for the month of \(hours) h (\(share) of it); intervals are 90 %."
        }
        return
            "Simulated \(plan.stretches.count) stretches, one for each level of the rate and the "
            + "busiest for itself: \(share) of the month of \(hours) h, weighted by their requests; "
            + "intervals are 90 %."
    }
}
