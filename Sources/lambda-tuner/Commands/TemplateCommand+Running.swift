import ArgumentParser
import Estimation
import Foundation
import Interchange
import LambdaPlatform
import LocalLambda
import Measurement
import Reports
import Tuning

extension TemplateCommand.ApplyCommand {
    func validate() throws {
        guard (memory == nil) != (runFolder == nil) else {
            throw ValidationError("Give either --memory or --run.")
        }
        guard globals || function != nil || runFolder != nil else {
            throw ValidationError("Name the --function, or give --globals.")
        }
    }

    func run() throws {
        let template = try Template(path: file)
        let (memory, name) = try wanted()
        let change =
            globals
            ? try template.settingGlobals(memory) : try template.setting(memory, of: name)
        if !change.alsoAffects.isEmpty {
            let names = change.alsoAffects.joined(separator: ", ").printable
            printError("This sets the memory of these functions as well: \(names).")
        }
        if !dryRun { try Template.write(change, to: file) }
        let remark = dryRun ? " Nothing was written." : ""
        try printResult("\(file.printable), \(change.summary).\(remark)")
    }

    private func wanted() throws -> (memory: MemorySetting, function: String) {
        if let memory { return (memory, function ?? "") }
        let run = try RunFolder(url: URL(filePath: runFolder ?? "")).read()
        let conditions = choosing.conditions(tariff: try platform.tariff())
        let tuned = try TunedRun(fitting: run).supposing(platform.supposed())
        let choice = tuned.recommendation(under: conditions).choice
        return (choice.memory, function ?? run.record.function.name)
    }
}

extension TemplateCommand.InspectCommand {
    func run() throws {
        let p99MS = try p99ByFunction()
        let findings = try files.flatMap { file in
            let circumstances = TemplateInspection.Circumstances(
                accountConcurrency: accountConcurrency,
                p99MS: p99MS,
                packageSize: { Self.packageSize(of: $0, besides: file) }
            )
            return TemplateInspection(of: try Template(path: file), under: circumstances).findings
        }
        switch format {
        case .text:
            try findings.forEach { try printResult($0.description.printable) }
            guard findings.isEmpty else { break }
            try printResult("Nothing was found in \(files.count) templates.")
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let rows = findings.map(FindingRow.init)
            try printResult(String(decoding: try encoder.encode(rows), as: UTF8.self))
        case .sarif:
            try printResult(SARIFLog(findings, toolVersion: toolVersion).text(), terminator: "")
        }
        if !findings.isEmpty { throw ExitStatus.limitExceeded }
    }

    /// The size of a package beside a template; an archive that can be uploaded is looked into, too.
    @Sendable
    private static func packageSize(
        of path: String,
        besides template: String
    ) -> (packed: Int?, unpacked: Int?)? {
        guard var size = Template.packageSize(of: path, besides: template) else { return nil }
        if let packed = size.packed, packed <= PackageLimits.uploadBytes {
            let archive = Template.location(of: path, besides: template)
            size.unpacked = try? FunctionPackage.unpackedBytes(ofZip: archive)
        }
        return size
    }

    /// The p99 at the memory that each run's function is recommended, in ms.
    private func p99ByFunction() throws -> [String: Double] {
        var p99MS: [String: Double] = [:]
        for path in runs {
            let run = try RunFolder(url: URL(filePath: path)).read()
            let tuned = try TunedRun(fitting: run)
            for file in files {
                let functions = try Template(path: file).functions
                guard
                    let function = functions.first(where: { $0.name == run.record.function.name }),
                    let memory = function.memory.value,
                    let curve = tuned.curves.first
                else { continue }
                let setting = MemorySetting(clamping: memory)
                p99MS[function.name] = curve.quantileMS(0.99, at: setting).value
            }
        }
        return p99MS
    }

    private struct FindingRow: Encodable {
        let file: String
        let line: Int
        let rule: String
        let level: String
        let message: String
        let fix: String

        init(_ finding: TemplateFinding) {
            file = finding.file
            line = finding.line
            rule = finding.rule.rawValue
            level = finding.rule.level.rawValue
            message = finding.message
            fix = finding.rule.fix
        }
    }
}

/// One function of a template, as it is listed.
struct TemplateRow: Encodable {
    let file: String
    let function: String
    let line: Int
    let memoryMB: Int?
    let memoryFrom: String
    let timeoutS: Int?
    let architecture: String

    init(_ function: TemplateFunction, file: String) {
        self.file = file
        self.function = function.name
        line = function.line
        memoryMB = function.memory.value
        memoryFrom =
            switch function.memory.origin {
            case .own: "function"
            case .parameter(let name): "parameter \(name)"
            case .shared: "globals"
            case .platform: "default"
            case .computed: "computed"
            }
        timeoutS = function.timeoutS
        architecture = function.architecture.rawValue
    }

    var sentence: String {
        let memory = memoryMB.map { "\($0) MB" } ?? "memory computed"
        let timeout = timeoutS.map { "\($0) s" } ?? "timeout computed"
        return
            "\(file):\(line): \(function): \(memory) (\(memoryFrom)), \(timeout), \(architecture)"
            .printable
    }
}
