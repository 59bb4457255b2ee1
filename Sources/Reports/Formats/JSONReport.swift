import Estimation
import Foundation
import LambdaPlatform
import Measurement
import Tuning

/// A recommendation with its curves as JSON: the schema is documented in METHOD.md.
enum JSONReport {
    /// The version of the layout, raised when a field changes its meaning or goes.
    static let schemaVersion = 1

    /// One object for one run, an array for several; keys in alphabetical order.
    static func text(_ findings: [Findings]) throws -> String {
        let answers = findings.map(Answer.init)
        return answers.count == 1 ? try text(of: answers[0]) : try text(of: answers)
    }

    /// A forecast by itself.
    static func text(_ findings: CapacityFindings) throws -> String {
        try text(of: CapacityDocument(findings))
    }

    private static func text(of document: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }
}

/// The top level of the layout.
private struct Answer: Encodable {
    let schemaVersion = JSONReport.schemaVersion
    let toolVersion: String
    let function: String
    let headline: String
    let choice: Row
    let current: Row?
    let monthlySaving: Double?
    let isFeasible: Bool
    let reasons: [String]
    let alternatives: [Alternative]
    let ties: [Row]
    let events: [Event]
    let cautions: [Caution]
    let curve: [Row]
    let models: [String: String]
    let threading: [Threads]
    let capacity: CapacityDocument?
    let region: String
    let currency: String
    let pricesSource: String
    let architecture: String
    let monthlyInvocations: Int
    let source: SourceKind
    let governor: GovernorKind?
    let isComplete: Bool
    let command: [String]

    init(_ findings: Findings) {
        let currency = findings.conditions.tariff.prices.currency.rawValue
        let recommendation = findings.recommendation
        let row = { (option: Option) in Row(option, currency: currency) }
        toolVersion = findings.record.toolVersion
        function = findings.record.function.name
        headline = findings.headline
        choice = row(recommendation.choice)
        current = findings.comparison.map { row($0.current) }
        monthlySaving = findings.comparison?.monthlySaving.rounded(toPlaces: 6)
        isFeasible = recommendation.isFeasible
        reasons = recommendation.reasons
        alternatives = recommendation.alternatives.map {
            Alternative(label: $0.label, option: row($0.option))
        }
        ties = recommendation.ties.map(row)
        events = recommendation.events.map {
            Event(name: $0.name, share: $0.share.rounded(toPlaces: 6), option: row($0.option))
        }
        cautions = findings.cautions
        curve = findings.lines.flatMap { $0.options.map(row) }
        models = Dictionary(
            findings.lines.map { ($0.strategy.rawValue, $0.model) },
            uniquingKeysWith: { first, _ in first }
        )
        threading = findings.threading?.findings.map(Threads.init) ?? []
        capacity = findings.capacity.map(CapacityDocument.init)
        region = findings.conditions.tariff.prices.region
        self.currency = currency
        pricesSource = findings.conditions.tariff.prices.source
        architecture = findings.conditions.tariff.architecture.rawValue
        monthlyInvocations = findings.conditions.monthlyInvocations
        source = findings.record.source
        governor = findings.record.governor
        isComplete = findings.record.isComplete
        command = findings.record.command
    }
}

/// How a strategy fares against one thread.
private struct Threads: Encodable {
    let strategy: ThreadingStrategy
    let parallelFraction: Double?
    let paysFromMB: Double?
    let bestMemoryMB: Int
    let speedUpAtBest: Double
    let sentence: String

    init(_ finding: ThreadingComparison.Finding) {
        strategy = finding.strategy
        parallelFraction = finding.parallelFraction?.value.rounded(toPlaces: 4)
        paysFromMB = finding.crossoverMB?.value.rounded(toPlaces: 0)
        bestMemoryMB = finding.best.memory.megabytes
        speedUpAtBest = finding.speedUpOfBest.value.rounded(toPlaces: 4)
        sentence = finding.sentence
    }
}

/// One event of a weighted mix at the choice.
private struct Event: Encodable {
    let name: String
    let share: Double
    let option: Row
}

private struct Alternative: Encodable {
    let label: String
    let option: Row
}

/// One option; the cost's key ends in the currency that it is in.
private struct Row: Encodable {
    let option: Option
    let currency: String

    init(_ option: Option, currency: String) {
        self.option = option
        self.currency = currency
    }

    func encode(to encoder: any Encoder) throws {
        var row = encoder.container(keyedBy: Key.self)
        let cost = option.costPerMillion
        try row.encode(option.memory, forKey: "memoryMB")
        try row.encode(option.strategy, forKey: "strategy")
        try row.encode(option.durationMS.value.rounded(toPlaces: 4), forKey: "durationMS")
        try row.encode(option.durationMS.low.rounded(toPlaces: 4), forKey: "low")
        try row.encode(option.durationMS.high.rounded(toPlaces: 4), forKey: "high")
        try row.encode(option.p95MS.value.rounded(toPlaces: 4), forKey: "p95MS")
        try row.encode(cost.value.rounded(toPlaces: 6), forKey: Key("costPerMillion", currency))
        try row.encode(cost.low.rounded(toPlaces: 6), forKey: Key("costPerMillionLow", currency))
        try row.encode(cost.high.rounded(toPlaces: 6), forKey: Key("costPerMillionHigh", currency))
        try row.encode(option.isProjected, forKey: "projected")
        try row.encode(option.isMeasured, forKey: "measured")
    }

    struct Key: CodingKey, ExpressibleByStringLiteral {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringLiteral name: String) { stringValue = name }
        init(_ name: String, _ unit: String) { stringValue = name + unit }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension Double {
    /// The number without digits that no measurement supports.
    fileprivate func rounded(toPlaces places: Int) -> Double {
        let unit = (0..<places).reduce(1.0) { product, _ in product * 10 }
        return (self * unit).rounded() / unit
    }
}
