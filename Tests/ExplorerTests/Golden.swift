import Foundation
import Testing

/// Text that a human has looked at and that must not change unnoticed.
///
/// `GOLDENS=record swift test --filter ExplorerTests` writes them anew; such a run fails, so that it
/// can never pass for green.
enum Golden {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().appending(path: "Goldens")

    /// Expects the text to be what the golden of this name holds.
    static func expect(_ text: String, named name: String) throws {
        let file = folder.appending(path: name + ".txt")
        if ProcessInfo.processInfo.environment["GOLDENS"] == "record" {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
            Issue.record("recorded \(name): run again without GOLDENS=record")
            return
        }
        let wanted = try String(contentsOf: file, encoding: .utf8)
        guard text != wanted else { return }
        let pairs = zip(
            text.split(separator: "\n", omittingEmptySubsequences: false),
            wanted.split(separator: "\n", omittingEmptySubsequences: false)
        )
        let first = pairs.first { $0 != $1 }
        Issue.record(
            "\(name) differs, first at:\n  is     \(first?.0 ?? "")\n  wanted \(first?.1 ?? "")"
        )
    }
}
