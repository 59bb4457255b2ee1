import Foundation

/// The `gzip` program, run over a file so that its output can be read as a stream.
///
/// The file's name is one argument of its own after `--`, so nothing in it is interpreted.
final class Decompressor {
    private let process = Process()
    private let pipe = Pipe()

    /// Starts the program on a file.
    ///
    /// - Throws: ``ImportFailure/noDecompressor(name:)`` where there is no such program, and
    ///   ``ImportFailure/unreadable(name:reason:)`` where it cannot be started.
    init(path: String, searchPath: String) throws(ImportFailure) {
        let programs = searchPath.split(separator: ":").map { "\($0)/gzip" }
        guard let program = programs.first(where: FileManager.default.isExecutableFile) else {
            throw .noDecompressor(name: path)
        }
        process.executableURL = URL(filePath: program)
        process.arguments = ["-dc", "--", path]
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw .unreadable(name: path, reason: error.localizedDescription)
        }
    }

    /// The decompressed bytes.
    func source(name: String) -> DescriptorSource {
        DescriptorSource(descriptor: pipe.fileHandleForReading.fileDescriptor, name: name)
    }

    /// Waits for the end; returns whether the whole file was sound.
    func finish() -> Bool {
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    deinit {
        if process.isRunning { process.terminate() }
    }
}
