#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Measurement

/// A folder for the temporary files of all environments of one source.
struct ScratchDirectory: Sendable {
    /// Who made it; part of the folder's own name.
    let name: EnclosureName

    /// Its absolute path.
    let path: String

    private static let prefix = "lambda-tuner-"
    private static let counter = Counter()

    private static var parent: String {
        let named = ownEnvironment("TMPDIR") ?? ""
        if named.hasPrefix("/") { return named }
        // Not /tmp where that can be helped: it is hidden from a function that has its own.
        return access("/var/tmp", W_OK) == 0 ? "/var/tmp" : "/tmp"
    }

    /// Makes the folder, for this user only.
    static func make() throws(SourceFailure) -> ScratchDirectory {
        let owner = getpid()
        let name = EnclosureName(
            owner: owner,
            ownerStart: ProcessTable.startTime(of: owner) ?? 0,
            number: counter.next()
        )
        let directory = ScratchDirectory(name: name, path: "\(parent)/\(prefix)\(name)")
        guard mkdir(directory.path, 0o700) == 0 else {
            throw .other(
                "No folder for temporary files: cannot create \(directory.path): \(lastError())."
            )
        }
        return directory
    }

    /// Makes a folder in it.
    func makeDirectory(_ name: String) throws(SourceFailure) -> String {
        let directory = "\(path)/\(name)"
        guard mkdir(directory, 0o700) == 0 else {
            throw .other(
                "No folder for temporary files: cannot create \(directory): \(lastError())."
            )
        }
        return directory
    }

    /// Removes it with everything in it.
    func remove() {
        FileTree.remove(path)
    }

    /// Removes the folders of tools that have ended.
    static func removeLeftovers() {
        for entry in KernelControlTree().names(in: parent) where entry.hasPrefix(prefix) {
            if let owner = EnclosureName(String(entry.dropFirst(prefix.count))),
                !ProcessTable.isAlive(owner)
            {
                FileTree.remove("\(parent)/\(entry)")
            }
        }
    }
}

/// Folders and what is in them.
enum FileTree {
    /// Removes a file, or a folder with everything in it, and follows no symbolic link.
    static func remove(_ path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        if status.st_mode & S_IFMT != S_IFDIR {
            unlink(path)
            return
        }
        // A function may have locked its own folder.
        chmod(path, 0o700)
        for name in KernelControlTree().names(in: path) { remove("\(path)/\(name)") }
        rmdir(path)
    }
}
