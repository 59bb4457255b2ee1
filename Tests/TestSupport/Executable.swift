package import Foundation

/// Programs that tests start.
package enum Executable {
    /// A program of this package, built beside the tests.
    ///
    /// - Edge cases: nil where the tests were built without it.
    package static func built(_ name: String) -> URL? {
        // The bundle of the tests on macOS, the test program itself elsewhere.
        let bundles = Bundle.allBundles.map(\.bundleURL).filter { $0.pathExtension == "xctest" }
        return (bundles + [Bundle.main.bundleURL, URL(filePath: CommandLine.arguments[0])])
            .flatMap { [$0, $0.deletingLastPathComponent()] }
            .map { $0.appending(path: name) }
            .first(where: isExecutable)
    }

    /// A program of the machine, found along `PATH`.
    package static func installed(_ name: String) -> URL? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return folders.map { URL(filePath: "\($0)/\(name)") }.first(where: isExecutable)
    }

    private static func isExecutable(_ file: URL) -> Bool {
        FileManager.default.isExecutableFile(atPath: file.path)
    }
}
