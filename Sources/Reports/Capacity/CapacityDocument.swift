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
