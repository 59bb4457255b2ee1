import Foundation

/// A new folder below the system's temporary one, which goes away with the value.
package final class TemporaryFolder: Sendable {
    /// Its absolute path.
    package let path: String

    /// Makes the folder, empty.
    ///
    /// - Throws: Foundation's error where it cannot be made.
    package init() throws {
        let url = FileManager.default.temporaryDirectory
            .appending(path: "lambda-tuner-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        // Nothing can be done about a folder that will not go.
        _ = try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of something in the folder, whether it is there or not.
    package func path(of name: String) -> String {
        "\(path)/\(name)"
    }

    /// Writes a file, making the folders it is in, and gives its path.
    ///
    /// - Throws: Foundation's error where it cannot be written.
    @discardableResult
    package func write(_ name: String, _ text: String) throws -> String {
        try write(name, Array(text.utf8))
    }

    /// Writes a file of bytes, making the folders it is in, and gives its path.
    ///
    /// - Throws: Foundation's error where it cannot be written.
    @discardableResult
    package func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let url = URL(filePath: path(of: name))
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        try Data(bytes).write(to: url)
        return url.path
    }
}
