import Deflate
import LambdaPlatform
import Measurement

/// The files in a zip, as its central directory lists them, checked before any is written.
///
/// - Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16; stored and deflated files.
struct ZipArchive {
    /// One file or folder.
    struct Entry: Hashable {
        /// Its path within the archive: relative, with no `.` or `..` in it.
        let path: String

        /// Whether it is a folder.
        let isFolder: Bool

        /// Its permissions, such as `0o755`; 0 when the archive was not made on a system that has them.
        let permissions: UInt16

        /// How many bytes it becomes.
        let size: Int

        fileprivate let method: UInt16
        fileprivate let compressedSize: Int
        fileprivate let offset: Int
    }

    /// The entries, in the archive's order.
    let entries: [Entry]

    private let bytes: [UInt8]

    /// Reads the central directory.
    ///
    /// - Throws: ``PackageFailure/brokenZip(_:)`` for what is no zip, ``PackageFailure/unsafeZip(_:)``
    ///   for paths that lead out of it and for links, ``PackageFailure/tooLarge(megabytes:)``.
    init(_ bytes: [UInt8]) throws(PackageFailure) {
        self.bytes = bytes
        let data = ByteReader(bytes: bytes)
        guard let end = data.endOfCentralDirectory,
            let count = data.short(end + 10), let start = data.long(end + 16)
        else { throw .brokenZip("it has no central directory") }
        var entries: [Entry] = []
        var position = start
        for _ in 0..<count {
            guard data.long(position) == 0x0201_4b50, let entry = try data.entry(at: position)
            else {
                throw .brokenZip("its central directory is cut off")
            }
            entries.append(entry)
            position = data.afterEntry(at: position)
        }
        let total = entries.reduce(0) { $0 + $1.size }
        guard total <= PackageLimits.unpackedBytes else {
            throw .tooLarge(megabytes: total / 1_048_576)
        }
        self.entries = entries
    }

    /// The content of a file.
    ///
    /// - Throws: ``PackageFailure/brokenZip(_:)`` when it does not become what the directory says.
    func content(of entry: Entry) throws(PackageFailure) -> [UInt8] {
        let data = ByteReader(bytes: bytes)
        guard data.long(entry.offset) == 0x0403_4b50,
            let nameLength = data.short(entry.offset + 26),
            let extraLength = data.short(entry.offset + 28)
        else { throw .brokenZip("\(entry.path.printableLine()) is not where it should be") }
        let start = entry.offset + 30 + nameLength + extraLength
        guard start + entry.compressedSize <= bytes.count else {
            throw .brokenZip("\(entry.path.printableLine()) is cut off")
        }
        let compressed = bytes[start..<(start + entry.compressedSize)]
        let content: [UInt8]
        switch entry.method {
        case 0:
            content = Array(compressed)
        case 8:
            do {
                // A bomb says less than it holds; it is stopped at what it says.
                content = try Inflater.bytes(of: compressed, limit: entry.size)
            } catch {
                throw .brokenZip("\(entry.path.printableLine()) cannot be decompressed")
            }
        default:
            throw .brokenZip(
                "\(entry.path.printableLine()) is compressed by a method Lambda does not take"
            )
        }
        guard content.count == entry.size else {
            throw .brokenZip("\(entry.path.printableLine()) has another size than it says")
        }
        return content
    }
}

/// Little-endian numbers in a zip.
private struct ByteReader {
    let bytes: [UInt8]

    func short(_ offset: Int) -> Int? {
        guard offset >= 0, offset + 2 <= bytes.count else { return nil }
        return Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
    }

    func long(_ offset: Int) -> Int? {
        guard let low = short(offset), let high = short(offset + 2) else { return nil }
        return low | high << 16
    }

    /// The last record of the zip, which a comment of up to 65,535 bytes may follow.
    var endOfCentralDirectory: Int? {
        guard bytes.count >= 22 else { return nil }
        let first = max(0, bytes.count - 22 - 65_535)
        return stride(from: bytes.count - 22, through: first, by: -1)
            .first { long($0) == 0x0605_4b50 }
    }

    func afterEntry(at position: Int) -> Int {
        position + 46 + (short(position + 28) ?? 0) + (short(position + 30) ?? 0)
            + (short(position + 32) ?? 0)
    }

    func entry(at position: Int) throws(PackageFailure) -> ZipArchive.Entry? {
        guard let method = short(position + 10), let compressed = long(position + 20),
            let size = long(position + 24), let nameLength = short(position + 28),
            let attributes = long(position + 38), let offset = long(position + 42),
            position + 46 + nameLength <= bytes.count
        else { return nil }
        let name = String(
            decoding: bytes[(position + 46)..<(position + 46 + nameLength)],
            as: UTF8.self
        )
        let mode = UInt16(truncatingIfNeeded: attributes >> 16)
        let isLink = mode & 0xF000 == 0xA000
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        if isLink || name.hasPrefix("/") || name.contains("\\") || name.contains("\0")
            || parts.contains("..") || parts.contains(".")
        {
            throw .unsafeZip(name.printableLine())
        }
        return ZipArchive.Entry(
            path: name,
            isFolder: name.hasSuffix("/"),
            permissions: mode & 0o777,
            size: size,
            method: UInt16(method),
            compressedSize: compressed,
            offset: offset
        )
    }
}
