import Foundation

/// The folder that keeps the journals, one for each function that is being worked on.
package struct JournalFolder: Hashable, Sendable {
    /// The folder's path.
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// The folder under the user's state directory.
    ///
    /// - Source: XDG Base Directory Specification, `XDG_STATE_HOME`.
    package init(environment: [String: String]) {
        let home = environment["HOME"] ?? NSHomeDirectory()
        let state = environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
        path = (state ?? home + "/.local/state") + "/lambda-tuner/aws-journals"
    }

    /// The journal's path of a function: its Region, account and name, which no character of an ARN
    /// other than these can reach.
    package func journalPath(ofFunctionArn arn: String) -> String {
        let parts = arn.split(separator: ":").map { part in
            String(
                part.map {
                    $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_")
                        ? $0 : "_"
                }
            )
        }
        return path + "/" + parts.suffix(4).filter { $0 != "function" }.joined(separator: ".")
            + ".jsonl"
    }

    /// The journals that are there, in order of name.
    package func unfinished() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(".jsonl") }.sorted().map { path + "/" + $0 }
    }
}
