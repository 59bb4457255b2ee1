import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// The folder that the endpoint's state outlives it in.
///
/// - Shape: `functions/NAME.json`, `layers/NAME.json`, and zips by their digest in `code/`. Each file
///   is replaced in one step, so that whatever happens it holds the old or the new state.
struct StateStore: Sendable {
    /// The folder's path.
    let folder: String

    private let lock: CInt

    /// Opens the folder, making it where it is missing, for this process alone.
    init(folder: String) throws(StateFailure) {
        self.folder = folder
        do {
            for name in ["functions", "layers", "code"] {
                try FileManager.default.createDirectory(
                    atPath: "\(folder)/\(name)",
                    withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700]
                )
            }
        } catch {
            throw .unusable(folder: folder, reason: error.localizedDescription)
        }
        lock = open("\(folder)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else {
            throw .unusable(folder: folder, reason: String(cString: strerror(errno)))
        }
        if flock(lock, LOCK_EX | LOCK_NB) != 0 {
            Self.release(lock)
            throw .inUse(folder: folder)
        }
    }

    /// Lets other processes use the folder.
    func close() { Self.release(lock) }

    private static func release(_ descriptor: CInt) {
        #if canImport(Darwin)
            Darwin.close(descriptor)
        #else
            Glibc.close(descriptor)
        #endif
    }
}

extension StateStore {
    func functions() throws(StateFailure) -> [FunctionRecord] {
        try records(in: "functions")
    }

    func layers() throws(StateFailure) -> [LayerShelf] {
        try records(in: "layers")
    }

    func save(_ function: FunctionRecord) throws(ServiceRefusal) {
        try write(function, "functions", function.name)
    }

    func save(_ layer: LayerShelf) throws(ServiceRefusal) {
        try write(layer, "layers", layer.name)
    }

    func removeFunction(_ name: String) {
        unlink(path("functions", name))
    }

    /// Keeps a zip under its digest.
    func keep(_ zip: [UInt8], as digest: String) throws(ServiceRefusal) {
        do {
            try Data(zip).write(to: URL(filePath: code(digest)), options: .atomic)
        } catch {
            throw .failure("The package could not be kept: \(error.localizedDescription)")
        }
    }

    /// The path of a zip; base64 has a slash in it, which no file name may.
    func code(_ digest: String) -> String {
        "\(folder)/code/\(digest.replacing("/", with: "_")).zip"
    }

    /// Removes the zips that nothing needs any more.
    func removeCode(except digests: Set<String>) {
        let kept = Set(digests.map { code($0) })
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/code")) ?? []
        for name in names where !kept.contains("\(folder)/code/\(name)") {
            unlink("\(folder)/code/\(name)")
        }
    }

    /// The names were checked to be letters, digits, hyphens and underscores.
    private func path(_ kind: String, _ name: String) -> String {
        "\(folder)/\(kind)/\(name).json"
    }

    private func records<Record: Decodable>(in kind: String) throws(StateFailure) -> [Record] {
        let folder = "\(folder)/\(kind)"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var records: [Record] = []
        for name in names.sorted() where name.hasSuffix(".json") {
            let path = "\(folder)/\(name)"
            guard let data = FileManager.default.contents(atPath: path),
                let record = try? JSONDecoder().decode(Record.self, from: data)
            else { throw .damaged(file: path) }
            records.append(record)
        }
        return records
    }

    private func write(
        _ record: some Encodable,
        _ kind: String,
        _ name: String
    ) throws(ServiceRefusal) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        do {
            try encoder.encode(record)
                .write(to: URL(filePath: path(kind, name)), options: .atomic)
        } catch {
            throw .failure("The state could not be kept: \(error.localizedDescription)")
        }
    }
}
