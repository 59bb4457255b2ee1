import Foundation
import Measurement

/// The shared config and credentials files of the AWS CLI and SDKs.
///
/// - Source: AWS SDKs and Tools Reference Guide, "Shared config and credentials files".
package struct SharedConfiguration: Hashable, Sendable {
    /// The profiles by name; settings of the credentials file win.
    package let profiles: [String: [String: String]]

    /// The `sso-session` sections by name.
    package let ssoSessions: [String: [String: String]]

    /// The `services` sections by name; nested settings are named `service.setting`.
    package let services: [String: [String: String]]

    /// Reads the text of both files.
    package init(config: String, credentials: String) {
        let sections = Self.sections(of: config)
        var profiles: [String: [String: String]] = [:]
        for (header, settings) in sections {
            if header == "default" { profiles["default", default: [:]].merge(settings) { $1 } }
            if let name = Self.name(in: header, kind: "profile") {
                profiles[name, default: [:]].merge(settings) { $1 }
            }
        }
        for (header, settings) in Self.sections(of: credentials) {
            profiles[header, default: [:]].merge(settings) { $1 }
        }
        self.profiles = profiles
        ssoSessions = Self.named(sections, kind: "sso-session")
        services = Self.named(sections, kind: "services")
    }

    /// Reads the files that the environment points to; a file that does not exist is empty.
    ///
    /// - Throws: ``CredentialFailure/unreadableFile(path:reason:)``.
    package init(environment: [String: String]) throws(CredentialFailure) {
        let folder = Self.folder(environment)
        self.init(
            config: try Self.text(at: environment["AWS_CONFIG_FILE"] ?? folder + "/config"),
            credentials: try Self.text(
                at: environment["AWS_SHARED_CREDENTIALS_FILE"] ?? folder + "/credentials"
            )
        )
    }

    /// The folder that the files and the sign-in cache live in.
    package static func folder(_ environment: [String: String]) -> String {
        (environment["HOME"] ?? NSHomeDirectory()) + "/.aws"
    }
}

extension SharedConfiguration {
    private static func text(at path: String) throws(CredentialFailure) -> String {
        let path = NSString(string: path).expandingTildeInPath
        guard FileManager.default.fileExists(atPath: path) else { return "" }
        do {
            return try String(contentsOf: URL(filePath: path), encoding: .utf8)
        } catch {
            throw .unreadableFile(
                path: path.printableLine(),
                reason: error.localizedDescription.printableLine()
            )
        }
    }

    private static func named(
        _ sections: [(String, [String: String])],
        kind: String
    ) -> [String: [String: String]] {
        let named = sections.compactMap { header, settings in
            name(in: header, kind: kind).map { ($0, settings) }
        }
        return Dictionary(named) { $0.merging($1) { $1 } }
    }

    private static func name(in header: String, kind: String) -> String? {
        let words = header.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard words.count == 2, words[0] == kind else { return nil }
        return words[1].trimmingCharacters(in: .init(charactersIn: "\"' \t"))
    }

    private static func sections(of text: String) -> [(String, [String: String])] {
        var sections: [(String, [String: String])] = []
        var parent = ""
        for line in text.split(whereSeparator: \.isNewline) {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            if trimmed.isEmpty || trimmed.hasPrefix("#") || trimmed.hasPrefix(";") { continue }
            if trimmed.hasPrefix("["), let end = trimmed.firstIndex(of: "]") {
                let header = trimmed[trimmed.index(after: trimmed.startIndex)..<end]
                sections.append((header.trimmingCharacters(in: .whitespaces), [:]))
                parent = ""
                continue
            }
            guard !sections.isEmpty, let (name, value) = setting(in: trimmed) else { continue }
            let isNested = line.first?.isWhitespace == true && !parent.isEmpty
            sections[sections.count - 1].1[isNested ? "\(parent).\(name)" : name] = value
            if !isNested { parent = value.isEmpty ? name : "" }
        }
        return sections
    }

    private static func setting(in line: String) -> (String, String)? {
        guard let equals = line.firstIndex(of: "=") else { return nil }
        let name = line[..<equals].trimmingCharacters(in: .whitespaces).lowercased()
        var value = line[line.index(after: equals)...]
        for comment in [" #", " ;", "\t#", "\t;"] {
            if let start = value.range(of: comment) { value = value[..<start.lowerBound] }
        }
        return (name, value.trimmingCharacters(in: .whitespaces))
    }
}
