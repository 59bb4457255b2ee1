import Foundation

/// Findings in the format that code-scanning services read.
///
/// - Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
package struct SARIFLog: Encodable, Sendable {
    private let version = "2.1.0"
    private let schema = "https://json.schemastore.org/sarif-2.1.0.json"
    private let runs: [Run]

    /// A log of one run of this program.
    package init(_ findings: [TemplateFinding], toolVersion: String) {
        let driver = Driver(
            name: "lambda-tuner",
            version: toolVersion,
            rules: TemplateRule.allCases.map {
                Rule(id: $0.rawValue, help: Message($0.fix), shortDescription: Message($0.fix))
            }
        )
        runs = [Run(tool: Tool(driver: driver), results: findings.map(Finding.init))]
    }

    /// The log as JSON.
    ///
    /// - Throws: what the encoder throws.
    package func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    private enum CodingKeys: String, CodingKey {
        case version, runs
        case schema = "$schema"
    }
}

private struct Run: Encodable, Sendable {
    let tool: Tool
    let results: [Finding]
}

private struct Tool: Encodable, Sendable {
    let driver: Driver
}

private struct Driver: Encodable, Sendable {
    let name: String
    let version: String
    let rules: [Rule]
}

private struct Rule: Encodable, Sendable {
    let id: String
    let help: Message
    let shortDescription: Message
}

private struct Message: Encodable, Sendable {
    let text: String

    init(_ text: String) {
        self.text = text
    }
}

private struct Finding: Encodable, Sendable {
    let ruleId: String
    let level: String
    let message: Message
    let locations: [Location]

    init(_ finding: TemplateFinding) {
        ruleId = finding.rule.rawValue
        level = finding.rule.level.rawValue
        message = Message("\(finding.message) \(finding.rule.fix)")
        locations = [Location(uri: finding.file, line: finding.line)]
    }
}

private struct Location: Encodable, Sendable {
    let uri: String
    let line: Int

    func encode(to encoder: any Encoder) throws {
        var location = encoder.container(keyedBy: Key.self)
        var physical = location.nestedContainer(keyedBy: Key.self, forKey: .physicalLocation)
        var artifact = physical.nestedContainer(keyedBy: Key.self, forKey: .artifactLocation)
        // A SARIF location is a URI: spaces and the like must be escaped.
        let escaped = uri.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed)
        try artifact.encode(escaped ?? "", forKey: .uri)
        var region = physical.nestedContainer(keyedBy: Key.self, forKey: .region)
        try region.encode(line, forKey: .startLine)
    }

    private enum Key: String, CodingKey {
        case physicalLocation, artifactLocation, uri, region, startLine
    }
}
