import ArgumentParser
import Foundation
import Interchange
import LambdaPlatform
import Measurement
import Reports
import Tuning

extension CheckCommand {
    func run() throws {
        let checks = try runs.map(check)
        try show(checks)
        if checks.contains(where: { !$0.isPassed }) { throw ExitStatus.limitExceeded }
    }

    private func check(_ path: String) throws -> SettingCheck {
        let run = try RunFolder(url: URL(filePath: path)).read()
        var conditions = choosing.conditions(tariff: try platform.tariff())
        if conditions.currentMemory == nil, let template {
            let name = function ?? run.record.function.name
            conditions.currentMemory = try Self.memory(of: name, in: template)
        }
        let limits = SettingCheck.Limits(
            p95MS: choosing.p95,
            maxCostPerMillion: choosing.maxCost,
            tolerance: tolerance
        )
        let tuned = try TunedRun(fitting: run).supposing(platform.supposed())
        let findings = Findings(of: tuned, under: conditions)
        return try SettingCheck(findings, limits: limits)
    }

    private static func memory(of name: String, in path: String) throws -> MemorySetting {
        let template = try Template(path: path)
        guard let function = template.functions.first(where: { $0.name == name }) else {
            let known = template.functions.map(\.name)
            throw TemplateFailure.noFunction(name: path, function: name, known: known)
        }
        guard let memory = function.memory.value else {
            let line = function.memory.line ?? function.line
            throw TemplateFailure.computed(name: path, function: name, line: line)
        }
        return try MemorySetting(megabytes: memory)
    }

    private func show(_ checks: [SettingCheck]) throws {
        switch format {
        case .text: try checks.forEach { try printResult($0.summary) }
        case .markdown: try checks.forEach { try printResult($0.markdown, terminator: "") }
        case .json:
            let verdicts = checks.map { check in
                Verdict(
                    function: check.findings.record.function.name,
                    memoryMB: check.current.memory.megabytes,
                    bestMemoryMB: check.findings.recommendation.choice.memory.megabytes,
                    passed: check.isPassed,
                    summary: check.summary
                )
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try printResult(String(decoding: try encoder.encode(verdicts), as: UTF8.self))
        }
    }

    private struct Verdict: Encodable {
        let function: String
        let memoryMB: Int
        let bestMemoryMB: Int
        let passed: Bool
        let summary: String
    }
}
