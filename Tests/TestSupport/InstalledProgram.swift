package import Foundation

/// A program of the machine that a test drives.
package enum InstalledProgram {
    /// The first program of a name along `PATH`; nil where there is none.
    package static func named(_ name: String) -> URL? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { URL(filePath: "\($0)/\(name)") }
            .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    }
}
