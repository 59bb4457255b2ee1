import Foundation

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#endif

/// The folder that the endpoint's state outlives it in.
///
/// - Shape: `functions/NAME.json`, `layers/NAME.json`, `events/ID.json`, and zips by their digest in
///   `code/`. Each file is replaced in one step, so that whatever happens it holds the old or the new
///   state. What functions are given as variables and events is nobody else's: only the owner may
///   read folders and files.
struct StateStore: Sendable {
    /// The folder's path.
    let folder: String

    private let lock: CInt

    /// Opens the folder, making it where it is missing, for this process alone.
    init(folder: String) throws(StateFailure) {
        self.folder = folder
        do {
            for name in ["functions", "layers", "events", "code"] {
                try Self.prepare("\(folder)/\(name)")
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

    /// Makes a folder the owner's alone, and removes what was cut off while it was written.
    private static func prepare(_ folder: String) throws {
        let files = FileManager.default
        try files.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        // One from an earlier version may be open to others.
        try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
        for name in try files.contentsOfDirectory(atPath: folder) where name.hasSuffix(".new") {
            unlink("\(folder)/\(name)")
        }
    }

    /// Lets other processes use the folder.
    func close() {
        // A child between its fork and its exec still holds a copy of the descriptor: closing ours
        // would leave the lock with it.
        flock(lock, LOCK_UN)
        Self.release(lock)
    }

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

    /// The events that are not over, the oldest first.
    func events() throws(StateFailure) -> [QueuedEvent] {
        let events: [QueuedEvent] = try records(in: "events")
        return events.sorted { ($0.acceptedAt, $0.id) < ($1.acceptedAt, $1.id) }
    }

    func save(_ event: QueuedEvent) throws(ServiceRefusal) {
        try write(event, "events", event.id)
    }

    func removeEvent(_ id: String) {
        unlink(path("events", id))
    }

    /// Keeps a zip under its digest.
    func keep(_ zip: [UInt8], as digest: String) throws(ServiceRefusal) {
        do {
            try put(Data(zip), at: code(digest))
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
            try put(encoder.encode(record), at: path(kind, name))
        } catch {
            throw .failure("The state could not be kept: \(error.localizedDescription)")
        }
    }

    /// Replaces a file in one step with one that only its owner may read.
    private func put(_ data: Data, at path: String) throws {
        let new = "\(path).\(UUID().uuidString).new"
        let isMade = FileManager.default.createFile(
            atPath: new,
            contents: data,
            attributes: [.posixPermissions: 0o600]
        )
        guard isMade, rename(new, path) == 0 else {
            let reason = errno
            unlink(new)
            throw POSIXError(POSIXErrorCode(rawValue: reason) ?? .EIO)
        }
    }
}
