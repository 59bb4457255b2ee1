import Foundation
import Measurement
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where changes are announced before they are asked for.
package protocol ChangeJournal: Sendable {
    /// Puts a line where it survives whatever happens to this program.
    func append(_ line: JournalLine) throws(JournalFailure)

    /// Everything announced so far, what an earlier program announced included.
    func recorded() throws(JournalFailure) -> [JournalLine]

    /// Removes the journal: everything is as it should be.
    func finish() throws(JournalFailure)

    /// Leaves the journal for `aws restore`.
    func close()
}

/// A journal in a file, locked while a program works with it.
package final class FileJournal: ChangeJournal {
    /// The file.
    package let path: String

    /// The open file, or -1 once it is closed.
    private let descriptor: Mutex<Int32>

    private init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = Mutex(descriptor)
    }

    deinit {
        close()
    }

    /// Begins a new journal.
    ///
    /// - Throws: ``JournalFailure/unfinished(path:)`` when there is one already.
    package static func begin(at path: String) throws(JournalFailure) -> FileJournal {
        let folder = URL(filePath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(path: path, reason: error.localizedDescription.printableLine())
        }
        // Creating it is the lock against a second run: the call fails when the file exists.
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw .unfinished(path: path) }
            throw .unwritable(path: path, reason: String(cString: strerror(errno)))
        }
        let journal = FileJournal(path: path, descriptor: descriptor)
        try lock(descriptor, path)
        synchronize(folder: folder.path)
        return journal
    }

    /// Opens the journal that a run left behind.
    ///
    /// - Throws: ``JournalFailure/absent(path:)``, ``JournalFailure/inUse(path:)`` while that run is
    ///   still alive, and ``JournalFailure/damaged(path:line:)``.
    package static func reopen(at path: String) throws(JournalFailure) -> FileJournal {
        let descriptor = open(path, O_RDWR | O_APPEND | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { throw .absent(path: path) }
            throw .unwritable(path: path, reason: String(cString: strerror(errno)))
        }
        let journal = FileJournal(path: path, descriptor: descriptor)
        try lock(descriptor, path)
        _ = try read(at: path)
        return journal
    }

    package func append(_ line: JournalLine) throws(JournalFailure) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard var bytes = try? encoder.encode(line) else {
            throw .unwritable(path: path, reason: "the line could not be encoded")
        }
        bytes.append(0x0A)
        let isDurable = descriptor.withLock { descriptor in
            let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            return written == bytes.count && fsync(descriptor) == 0
        }
        guard isDurable else {
            throw .unwritable(path: path, reason: String(cString: strerror(errno)))
        }
    }

    package func recorded() throws(JournalFailure) -> [JournalLine] {
        try Self.read(at: path)
    }

    package func finish() throws(JournalFailure) {
        guard unlink(path) == 0 else {
            throw .unwritable(path: path, reason: String(cString: strerror(errno)))
        }
        Self.synchronize(folder: URL(filePath: path).deletingLastPathComponent().path)
        close()
    }

    package func close() {
        descriptor.withLock { descriptor in
            if descriptor >= 0 {
                // A child between its fork and its exec still holds a copy of the descriptor: closing
                // ours would leave the lock with it.
                flock(descriptor, LOCK_UN)
                Self.close(descriptor)
            }
            descriptor = -1
        }
    }
}

extension FileJournal {
    private static func lock(_ descriptor: Int32, _ path: String) throws(JournalFailure) {
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw .inUse(path: path) }
    }

    /// Makes the file's name as durable as its content.
    private static func synchronize(folder: String) {
        let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func close(_ descriptor: Int32) {
        #if canImport(Glibc)
            _ = Glibc.close(descriptor)
        #elseif canImport(Musl)
            _ = Musl.close(descriptor)
        #elseif canImport(Darwin)
            _ = Darwin.close(descriptor)
        #endif
    }

    /// Reads the lines.
    ///
    /// An incomplete last line announces a change that was never asked for.
    private static func read(at path: String) throws(JournalFailure) -> [JournalLine] {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw .absent(path: path)
        }
        let isComplete = bytes.last == 0x0A
        let texts = bytes.split(separator: 0x0A)
        var lines: [JournalLine] = []
        for (index, text) in texts.enumerated() {
            if index == texts.count - 1, !isComplete { break }
            guard let line = try? JSONDecoder().decode(JournalLine.self, from: text) else {
                throw .damaged(path: path, line: index + 1)
            }
            lines.append(line)
        }
        return lines
    }
}
