#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The small text files that the kernel offers as controls, behind a door so that a test can stand in
/// for the kernel.
protocol ControlTree: Sendable {
    /// The whole file as text.
    func read(_ path: String) throws(ControlFailure) -> String

    /// Writes the text in one call, as the kernel's controls want it.
    func write(_ text: String, to path: String) throws(ControlFailure)

    /// Makes a directory; one that exists already will do.
    func makeDirectory(_ path: String) throws(ControlFailure)

    /// Removes an empty directory; one that is not there will do.
    func removeDirectory(_ path: String) throws(ControlFailure)

    /// Whether something is at the path.
    func exists(_ path: String) -> Bool

    /// The names in a directory, without `.` and `..`; none when it cannot be read.
    func names(in path: String) -> [String]

    /// A way to read the file again and again; it answers empty text when the file cannot be read.
    func gauge(_ path: String) -> @Sendable () -> String
}

extension ControlTree {
    /// Writes what may fail; says whether it did not.
    func attempt(_ text: String, to path: String) -> Bool {
        do {
            try write(text, to: path)
            return true
        } catch {
            return false
        }
    }

    /// Removes what may still be in use; says whether it is gone.
    func attemptRemoval(of path: String) -> Bool {
        do {
            try removeDirectory(path)
            return true
        } catch {
            return false
        }
    }
}

/// Why a control file could not be read or written.
struct ControlFailure: Error, Hashable, CustomStringConvertible {
    /// The file.
    let path: String

    /// What was tried: `read`, `write`, `create`, `remove` or `start`.
    let action: String

    /// The error number of the operating system.
    let code: CInt

    var description: String { "cannot \(action) \(path): \(lastError(code))" }
}

/// The control files of the machine itself.
struct KernelControlTree: ControlTree {
    func read(_ path: String) throws(ControlFailure) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw ControlFailure(path: path, action: "read", code: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = buffer.withUnsafeMutableBytes {
                read(descriptor, into: $0)
            }
            if count < 0 { throw ControlFailure(path: path, action: "read", code: errno) }
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += buffer[..<count]
        }
    }

    func write(_ text: String, to path: String) throws(ControlFailure) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ControlFailure(path: path, action: "write", code: errno)
        }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        let count = bytes.withUnsafeBytes { write(descriptor, $0) }
        guard count == bytes.count else {
            throw ControlFailure(path: path, action: "write", code: errno)
        }
    }

    func makeDirectory(_ path: String) throws(ControlFailure) {
        guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
            throw ControlFailure(path: path, action: "create", code: errno)
        }
    }

    func removeDirectory(_ path: String) throws(ControlFailure) {
        guard rmdir(path) == 0 || errno == ENOENT else {
            throw ControlFailure(path: path, action: "remove", code: errno)
        }
    }

    func gauge(_ path: String) -> @Sendable () -> String {
        // A descriptor kept open saves two system calls beside each measured moment.
        guard let file = OpenFile(path: path) else { return { "" } }
        return { file.text() }
    }

    func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    func names(in path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private func read(_ descriptor: CInt, into bytes: UnsafeMutableRawBufferPointer) -> Int {
        while true {
            #if canImport(Darwin)
                let count = Darwin.read(descriptor, bytes.baseAddress, bytes.count)
            #else
                let count = Glibc.read(descriptor, bytes.baseAddress, bytes.count)
            #endif
            if count >= 0 || errno != EINTR { return count }
        }
    }

    private func write(_ descriptor: CInt, _ bytes: UnsafeRawBufferPointer) -> Int {
        while true {
            #if canImport(Darwin)
                let count = Darwin.write(descriptor, bytes.baseAddress, bytes.count)
            #else
                let count = Glibc.write(descriptor, bytes.baseAddress, bytes.count)
            #endif
            if count >= 0 || errno != EINTR { return count }
        }
    }
}

/// A file that is read again and again without being opened again.
final class OpenFile: Sendable {
    private let descriptor: CInt

    init?(path: String) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    /// The first 4,096 bytes of the file as it is now; empty when it cannot be read.
    func text() -> String {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = buffer.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
    }
}

/// Reading numbers out of control files.
enum ControlText {
    /// The number that the text begins with.
    static func number(_ text: String) -> UInt64? {
        UInt64(text.prefix { $0.isNumber })
    }

    /// The number after a name, in files of `name number` lines.
    static func number(after name: String, in text: String) -> UInt64? {
        for line in text.split(separator: "\n") {
            let fields = line.split(separator: " ")
            if fields.count == 2, fields[0] == name { return UInt64(fields[1]) }
        }
        return nil
    }
}
