import Capacity
import Estimation
import LambdaPlatform

/// A forecast as JSON; METHOD.md describes its keys.
struct CapacityDocument: Encodable {
    struct Limits: Encodable {
        let p95MS: Double?
        let throttledShare: Double?
    }

    struct Choice: Encodable {
        let memoryMB: MemorySetting
    }

    let schemaVersion = 1
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
    let traffic: String
    let settings: [SettingDocument]
    let simulation: String
    let cautions: [String]

    init(_ findings: CapacityFindings) {
        let pricing = findings.question.pricing
        let limits = findings.forecast.limits
        function = findings.function
        strategy = findings.strategy
        region = pricing.region
        architecture = pricing.architecture
        currency = pricing.currency
        pricesAsOf = pricing.asOf
        monthHours = findings.question.monthHours
        seed = findings.question.seed
        self.limits = Limits(p95MS: limits.p95MS, throttledShare: limits.throttledShare)
        choice = findings.chosen.map { Choice(memoryMB: $0.setting.memory) }
        traffic = findings.question.traffic.description
        settings = findings.forecast.settings.map(SettingDocument.init)
        simulation = findings.simulationInWords
        cautions = findings.cautions
    }
}

/// One setting as it is written.
struct SettingDocument: Encodable {
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
    let neighbours: [NeighbourDocument]
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
        neighbours = forecast.neighbours.map(NeighbourDocument.init)
        simulatedShare = forecast.plan.simulatedShare
        simulatedEvents = forecast.events
    }
}

/// Another function of the account as it is written.
struct NeighbourDocument: Encodable {
    let name: String
    let concurrencyMean: Estimate
    let concurrencyPeak: Int
    let coldStartShare: Estimate
    let p95MS: Estimate?
    let throttledShare: Estimate
    let requestsPerMonth: Double
    let rejectedPerMonth: Double

    init(_ neighbour: NeighbourForecast) {
        name = neighbour.name
        concurrencyMean = neighbour.concurrency
        concurrencyPeak = neighbour.peakConcurrency
        coldStartShare = neighbour.coldStartShare
        p95MS = neighbour.p95MS
        throttledShare = neighbour.throttledShare
        requestsPerMonth = neighbour.requests
        rejectedPerMonth = neighbour.rejected
    }
}
