import Foundation
package import Measurement

/// A whole run as one JSON document, without loss.
///
/// - Shape: `schemaVersion`, `record` as in `run.json`, `samples` as in `samples.jsonl`.
package struct SampleDocument: Hashable, Sendable, Codable {
    /// The version of the layout that this program writes.
    package static let currentSchemaVersion = 1

    /// The version of the layout.
    package let schemaVersion: Int

    /// Everything but the samples.
    package let record: RunRecord

    /// The samples.
    package let samples: [Invocation]

    package init(_ run: MeasuredRun) {
        schemaVersion = Self.currentSchemaVersion
        record = run.record
        samples = run.invocations
    }
}

extension SampleDocument {
    /// Writes the document, keys in alphabetical order.
    ///
    /// - Throws: what the encoder throws, for figures that are no numbers.
    package func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    /// Reads a document; nil for any other JSON.
    init?(_ bytes: [UInt8]) {
        guard let document = try? JSONDecoder().decode(Self.self, from: Data(bytes)),
            document.schemaVersion <= Self.currentSchemaVersion,
            document.samples.allSatisfy(\.isPossible)
        else { return nil }
        self = document
    }

    /// The run as an import gives it.
    var imported: ImportedFunction {
        ImportedFunction(
            name: record.function.name,
            invocations: samples,
            seen: samples.count,
            cautions: record.cautions,
            record: record
        )
    }
}
