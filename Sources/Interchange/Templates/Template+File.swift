import Foundation

extension Template {
    /// Reads the template in a file.
    ///
    /// - Throws: ``TemplateFailure``.
    package init(path: String) throws(TemplateFailure) {
        let bytes: Data
        do {
            bytes = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw .unreadable(name: path, reason: error.localizedDescription)
        }
        // Unlike Foundation's reading, this keeps a byte order mark, so that writing keeps it too.
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .unreadable(name: path, reason: "it is not UTF-8")
        }
        try self.init(text: text, name: path)
    }

    /// Replaces the file with a changed text in one step.
    ///
    /// - Throws: ``TemplateFailure/unreadable(name:reason:)`` where it cannot be written.
    package static func write(_ change: TemplateChange, to path: String) throws(TemplateFailure) {
        do {
            try Data(change.text.utf8).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .unreadable(name: path, reason: error.localizedDescription)
        }
    }

    /// The size in bytes of what a path beside a template names.
    ///
    /// - Edge cases: nil for what is not there; a folder is counted unpacked, an archive packed.
    package static func packageSize(
        of path: String,
        besides template: String
    ) -> (packed: Int?, unpacked: Int?)? {
        let url = URL(filePath: location(of: path, besides: template))
        let files = FileManager.default
        var isFolder: ObjCBool = false
        guard files.fileExists(atPath: url.path, isDirectory: &isFolder) else { return nil }
        guard isFolder.boolValue else { return (size(of: url), nil) }
        let items = files.enumerator(at: url, includingPropertiesForKeys: [.fileSizeKey])
        let sizes = items?.compactMap { ($0 as? URL).flatMap(size) } ?? []
        return (nil, sizes.reduce(0, +))
    }

    /// The path of what a template names by a path beside it.
    package static func location(of path: String, besides template: String) -> String {
        let base = URL(filePath: template).deletingLastPathComponent()
        return URL(filePath: path, relativeTo: base).path
    }

    private static func size(of url: URL) -> Int? {
        try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize
    }
}
