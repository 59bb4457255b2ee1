import Foundation
import Testing

/// Holds the rules of the house that a compiler does not.
struct HouseTests {
    /// A Swift file of the package.
    struct SourceFile {
        let path: String
        let text: String
        var lines: Int { text.split(separator: "\n", omittingEmptySubsequences: false).count }
    }

    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static func files(below folders: String...) -> [SourceFile] {
        folders.flatMap { folder -> [SourceFile] in
            let paths = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
            return (paths?.compactMap { $0 as? String } ?? [])
                .filter { $0.hasSuffix(".swift") }
                .compactMap { path in
                    let url = root.appending(path: "\(folder)/\(path)")
                    return (try? String(contentsOf: url, encoding: .utf8))
                        .map { SourceFile(path: "\(folder)/\(path)", text: $0) }
                }
        }
    }

    @Test func `no source file is longer than 400 lines`() {
        for file in Self.files(below: "Sources", "Workloads") where file.lines > 400 {
            Issue.record("\(file.path) has \(file.lines) lines")
        }
    }

    @Test func `layer 0 needs no Foundation`() {
        let layer = Self.files(
            below: "Sources/LambdaPlatform",
            "Sources/Estimation",
            "Sources/TerminalKit",
            "Sources/Deflate"
        )
        #expect(!layer.isEmpty)
        for file in layer where file.text.contains("import Foundation") {
            Issue.record("\(file.path) imports Foundation")
        }
    }

    @Test(arguments: ["@unchecked Sendable", "nonisolated(unsafe) var", "try!", "fatalError("])
    func `no source takes a short cut`(shortCut: String) {
        for file in Self.files(below: "Sources", "Workloads") where file.text.contains(shortCut) {
            Issue.record("\(file.path) contains \(shortCut)")
        }
    }

    @Test func `only the program prints`() {
        for file in Self.files(below: "Sources") where file.text.contains("    print(") {
            #expect(
                file.path.hasPrefix("Sources/lambda-tuner/")
                    || file.path.hasPrefix("Sources/workload-bootstrap/"),
                "\(file.path) prints"
            )
        }
    }
}
