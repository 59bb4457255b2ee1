import Capacity
import Estimation
import LambdaPlatform

/// One setting as it is written: what the function meets there, and what it costs.
struct SettingDocument: Encodable {
    private let load: LoadDocument
    private let own: Own

    /// What only the function itself has.
    private struct Own: Encodable {
        let memoryMB: MemorySetting
        let projected: Bool
        let p50MS: Estimate?
        let p99MS: Estimate?
        let throttlesPerMonth: [String: Double]
        let droppedPerMonth: Double
        let costPerMonth: String
        let costInterval: Estimate
        let bill: [String: String]
        let checks: [Check]
        let breakEven: BreakEvenDocument?
        let neighbours: [NeighbourDocument]
        let simulatedShare: Double
        let simulatedEvents: Int
    }

    private struct Check: Encodable {
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

    private struct BreakEvenDocument: Encodable {
        let utilisationNeeded: Double
        let environments: Int
        let monthlySaving: Double
        let byHour: [Int]

        init(_ breakEven: BreakEven) {
            utilisationNeeded = breakEven.utilisationNeeded
            environments = breakEven.environments
            monthlySaving = breakEven.monthlySaving
            byHour = breakEven.byHour
        }
    }

    init(_ forecast: SettingForecast) {
        load = LoadDocument(forecast)
        own = Own(
            memoryMB: forecast.setting.memory,
            projected: forecast.setting.isProjected,
            p50MS: forecast.p50MS,
            p99MS: forecast.p99MS,
            throttlesPerMonth: Dictionary(
                uniqueKeysWithValues: forecast.throttles.map { ("\($0.key)", $0.value) }
            ),
            droppedPerMonth: forecast.dropped,
            costPerMonth: forecast.bill.total.description,
            costInterval: forecast.monthlyCost,
            bill: Dictionary(
                uniqueKeysWithValues: forecast.bill.amounts.map { ($0.key.rawValue, "\($0.value)") }
            ),
            checks: forecast.checks.map(Check.init),
            breakEven: forecast.breakEven.map(BreakEvenDocument.init),
            neighbours: forecast.neighbours.map(NeighbourDocument.init),
            simulatedShare: forecast.plan.simulatedShare,
            simulatedEvents: forecast.events
        )
    }

    func encode(to encoder: any Encoder) throws {
        try load.encode(to: encoder)
        try own.encode(to: encoder)
    }
}

/// Another function of the account as it is written.
struct NeighbourDocument: Encodable {
    private let name: String
    private let load: LoadDocument

    init(_ neighbour: NeighbourForecast) {
        name = neighbour.name
        load = LoadDocument(neighbour)
    }

    func encode(to encoder: any Encoder) throws {
        var named = encoder.container(keyedBy: Key.self)
        try named.encode(name, forKey: .name)
        try load.encode(to: encoder)
    }

    private enum Key: String, CodingKey {
        case name
    }
}

/// What a function meets under a month of traffic, whichever of the account's it is.
private struct LoadDocument: Encodable {
    let concurrencyMean: Estimate
    let concurrencyPeak: Int
    let coldStartShare: Estimate
    let p95MS: Estimate?
    let throttledShare: Estimate
    let requestsPerMonth: Double
    let rejectedPerMonth: Double

    init(_ forecast: SettingForecast) {
        concurrencyMean = forecast.concurrency
        concurrencyPeak = forecast.peakConcurrency
        coldStartShare = forecast.coldStartShare
        p95MS = forecast.p95MS
        throttledShare = forecast.throttledShare
        requestsPerMonth = forecast.requests
        rejectedPerMonth = forecast.rejected
    }

    init(_ neighbour: NeighbourForecast) {
        concurrencyMean = neighbour.concurrency
        concurrencyPeak = neighbour.peakConcurrency
        coldStartShare = neighbour.coldStartShare
        p95MS = neighbour.p95MS
        throttledShare = neighbour.throttledShare
        requestsPerMonth = neighbour.requests
        rejectedPerMonth = neighbour.rejected
    }
}
