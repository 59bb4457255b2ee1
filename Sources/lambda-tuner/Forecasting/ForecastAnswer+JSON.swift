import Capacity
import Estimation
import Foundation
import LambdaPlatform

extension ForecastAnswer {
    /// The answer as JSON; METHOD.md describes its keys.
    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }

    private var document: ForecastDocument {
        ForecastDocument(
            schemaVersion: 1,
            function: function,
            strategy: strategy,
            region: question.pricing.region,
            architecture: question.pricing.architecture,
            currency: question.pricing.currency,
            pricesAsOf: question.pricing.asOf,
            monthHours: question.monthHours,
            seed: question.seed,
            limits: .init(
                p95MS: forecast.limits.p95MS,
                throttledShare: forecast.limits.throttledShare
            ),
            choice: chosen.map { .init(memoryMB: $0.setting.memory) },
            settings: forecast.settings.map(SettingDocument.init),
            simulation: simulationInWords,
            cautions: cautions
        )
    }
}

/// A forecast as it is written.
private struct ForecastDocument: Encodable {
    struct Limits: Encodable {
        let p95MS: Double?
        let throttledShare: Double?
    }

    struct Choice: Encodable {
        let memoryMB: MemorySetting
    }

    let schemaVersion: Int
    let function: String
    let strategy: String
    let region: String
    let architecture: Architecture
    let currency: Currency
    let pricesAsOf: String
    let monthHours: Double
    let seed: UInt64
    let limits: Limits
    let choice: Choice?
    let settings: [SettingDocument]
    let simulation: String
    let cautions: [String]
}

/// One setting as it is written.
private struct SettingDocument: Encodable {
    struct Check: Encodable {
        let figure: String
        let law: String
        let theory: Double
        let simulated: Estimate
        let agrees: Bool

        init(_ check: AnalyticCheck) {
            figure = check.figure
            law = check.law
            theory = check.theory
            simulated = check.simulated
            agrees = check.agrees
        }
    }

    struct BreakEvenDocument: Encodable {
        let utilisationNeeded: Double
        let environments: Int
        let monthlySaving: Double
        let byHour: [Int]
    }

    let memoryMB: MemorySetting
    let projected: Bool
    let concurrencyMean: Estimate
    let concurrencyPeak: Int
    let coldStartShare: Estimate
    let p50MS: Estimate?
    let p95MS: Estimate?
    let p99MS: Estimate?
    let throttledShare: Estimate
    let throttlesPerMonth: [String: Double]
    let requestsPerMonth: Double
    let rejectedPerMonth: Double
    let droppedPerMonth: Double
    let costPerMonth: String
    let costInterval: Estimate
    let bill: [String: String]
    let checks: [Check]
    let breakEven: BreakEvenDocument?
    let simulatedShare: Double
    let simulatedEvents: Int

    init(_ forecast: SettingForecast) {
        memoryMB = forecast.setting.memory
        projected = forecast.setting.isProjected
        concurrencyMean = forecast.concurrency
        concurrencyPeak = forecast.peakConcurrency
        coldStartShare = forecast.coldStartShare
        p50MS = forecast.p50MS
        p95MS = forecast.p95MS
        p99MS = forecast.p99MS
        throttledShare = forecast.throttledShare
        throttlesPerMonth = Dictionary(
            uniqueKeysWithValues: forecast.throttles.map { ("\($0.key)", $0.value) }
        )
        requestsPerMonth = forecast.requests
        rejectedPerMonth = forecast.rejected
        droppedPerMonth = forecast.dropped
        costPerMonth = forecast.bill.total.description
        costInterval = forecast.monthlyCost
        bill = Dictionary(
            uniqueKeysWithValues: forecast.bill.amounts.map { ($0.key.rawValue, "\($0.value)") }
        )
        checks = forecast.checks.map(Check.init)
        breakEven = forecast.breakEven.map {
            BreakEvenDocument(
                utilisationNeeded: $0.utilisationNeeded,
                environments: $0.environments,
                monthlySaving: $0.monthlySaving,
                byHour: $0.byHour
            )
        }
        simulatedShare = forecast.plan.simulatedShare
        simulatedEvents = forecast.events
    }
}
