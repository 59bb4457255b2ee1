import Foundation

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Somewhere recorded measurements are read from.
package enum ImportedInput: Hashable, Sendable {
    /// A file by its path.
    case file(path: String)

    /// Whatever is on standard input.
    case standardInput

    /// A share link of aws-lambda-power-tuning, or any other text.
    case text(String)
}

extension ImportedInput {
    /// The input that a word of the command line names: `-`, an address, or a file.
    package init(argument: String) {
        if argument == "-" {
            self = .standardInput
        } else if argument.contains("lambda-power-tuning.show/#") {
            self = .text(argument)
        } else {
            self = .file(path: argument)
        }
    }

    /// Reads the input.
    ///
    /// `progress` is told the bytes read so far after each chunk and may throw to stop.
    ///
    /// - Throws: ``ImportFailure``, and what `progress` throws.
    package func read(
        _ options: ImportOptions,
        progress: (Int) throws -> Void = { _ in }
    ) throws -> ImportResult {
        switch self {
        case .standardInput:
            let source = DescriptorSource(descriptor: STDIN_FILENO, name: "standard input")
            return try Self.read(source, "standard-input", options, progress)
        case .text(let text):
            return try Self.read(MemorySource(Array(text.utf8)), "link", options, progress)
        case .file(let path):
            return try Self.readFile(path, options, progress)
        }
    }

    private static func read(
        _ source: some ByteSource,
        _ name: String,
        _ options: ImportOptions,
        _ progress: (Int) throws -> Void
    ) throws -> ImportResult {
        let decompressed = DecompressedSource(source)
        var importer = Importer(decompressed, name: name, options: options)
        var result: ImportResult
        do {
            result = try importer.read(progress: progress)
        } catch ImportFailure.empty where decompressed.isDamaged {
            throw ImportFailure.damaged(name: name)
        }
        if decompressed.isDamaged {
            let reason =
                "the gzip data ends early or is damaged after byte \(result.bytesRead) of what it "
                + "holds; what came before was used"
            result.problems.append(ImportProblem(name: name, line: nil, reason: reason))
            result.problemCount += 1
        }
        return result
    }

    private static func readFile(
        _ path: String,
        _ options: ImportOptions,
        _ progress: (Int) throws -> Void
    ) throws -> ImportResult {
        let name = URL(filePath: path).lastPathComponent
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw ImportFailure.unreadable(name: path, reason: reason)
        }
        defer { close(descriptor) }
        var named = options
        named.name = options.name ?? stem(of: name)
        let source = DescriptorSource(descriptor: descriptor, name: name)
        return try read(source, name, named, progress)
    }

    private static func stem(of name: String) -> String {
        String(name.split(separator: ".").first ?? Substring(name))
    }
}
