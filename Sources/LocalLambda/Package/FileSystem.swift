#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import LambdaPlatform
import Measurement

/// Files of deployment packages.
enum FileSystem {
    /// The absolute path of something that exists.
    static func absolute(_ path: String) -> String? {
        guard !path.isEmpty, let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// Makes a link that points where another one does.
    static func copyLink(_ link: String, to path: String) throws(PackageFailure) {
        var target = [CChar](repeating: 0, count: 4_096)
        guard readlink(link, &target, target.count - 1) > 0, symlink(target, path) == 0 else {
            throw .fileSystem("Cannot copy the link \(link.printableLine()): \(lastError()).")
        }
    }

    static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 }

    static func names(in folder: String) -> [String] { KernelControlTree().names(in: folder) }

    /// How many bytes the files in a folder have, links not followed; stops soon after `limit`.
    static func size(of folder: String, upTo limit: Int) -> Int {
        var total = 0
        for name in names(in: folder) where total <= limit {
            var status = stat()
            let path = "\(folder)/\(name)"
            guard lstat(path, &status) == 0 else { continue }
            total +=
                status.st_mode & S_IFMT == S_IFDIR
                ? size(of: path, upTo: limit - total) : Int(status.st_size)
        }
        return total
    }

    /// Makes a folder and those above it.
    static func makeFolders(_ path: String) throws(PackageFailure) {
        if path.isEmpty || path == "/" || isFolder(path) { return }
        try makeFolders(path.hasSuffix("/") ? String(path.dropLast()) : path.parentDirectory)
        if mkdir(path, 0o755) != 0 && errno != EEXIST {
            throw .fileSystem("Cannot create \(path.printableLine()): \(lastError()).")
        }
    }

    /// The whole file.
    static func read(_ path: String) throws(PackageFailure) -> [UInt8] {
        guard let file = fopen(path, "r") else {
            throw .fileSystem("Cannot read \(path.printableLine()): \(lastError()).")
        }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1_048_576)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { return bytes }
            bytes += buffer[..<count]
            if bytes.count > 2 * PackageLimits.unpackedBytes {
                throw .tooLarge(megabytes: bytes.count / 1_048_576)
            }
        }
    }

    /// Writes a new file; one that is there already is an error, so that nothing can be overwritten.
    static func write(
        _ bytes: [UInt8],
        to path: String,
        isExecutable: Bool = false
    ) throws(PackageFailure) {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let descriptor = open(path, flags, isExecutable ? 0o755 : 0o644)
        guard descriptor >= 0 else {
            throw .fileSystem("Cannot create \(path.printableLine()): \(lastError()).")
        }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                throw .fileSystem("Cannot write \(path.printableLine()): \(lastError()).")
            }
            rest = rest.dropFirst(count)
        }
    }

    /// What an interpreter says about itself, such as which program it really is: what is on the PATH
    /// may be a wrapper that works in the user's own environment only.
    ///
    /// The name and the arguments go through a shell, which is why nothing from outside can be given
    /// for them.
    static func answer(of name: StaticString, asked question: StaticString) -> [String] {
        guard let answer = popen("\(name) \(question) 2>/dev/null", "r") else { return [] }
        defer { pclose(answer) }
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = fread(&buffer, 1, buffer.count, answer)
        return String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n")
            .map { String($0).trimmed }
    }

    /// The architecture that a program is built for, when this machine cannot run it.
    ///
    /// - Source: ELF-64 Object File Format, `e_machine`: 62 x86-64, 183 AArch64.
    static func foreignArchitecture(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var head = [UInt8](repeating: 0, count: 20)
        guard fread(&head, 1, head.count, file) == head.count,
            Array(head[0..<4]) == [0x7F, 0x45, 0x4C, 0x46]
        else { return nil }
        let machine = Int(head[18]) | Int(head[19]) << 8
        let built: [Int: Architecture] = [62: .x86_64, 183: .arm64]
        guard let architecture = built[machine] else { return "another processor" }
        return architecture == .host ? nil : architecture.rawValue
    }
}

/// The system's call, apart from the name of the function above.
private func systemWrite(_ descriptor: CInt, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
