#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif
import Measurement

/// What an execution environment finds at `/tmp`: kept as long as the environment, and through a reset
/// after a crash, as on Lambda.
struct TemporaryStorage: Hashable, Sendable {
    /// The folder, or the image of a disk.
    let path: String

    /// Makes a folder, or the image of a disk where there is to be a limit.
    ///
    /// - Throws: ``SourceFailure/other(_:)`` when there is no room for it.
    static func make(
        _ name: String,
        in scratch: ScratchDirectory,
        megabytes: Int?
    ) throws(SourceFailure) -> TemporaryStorage {
        guard let megabytes else {
            return TemporaryStorage(path: try scratch.makeDirectory(name))
        }
        let path = "\(scratch.path)/\(name).img"
        guard let image = makeImage(path, megabytes: megabytes) else {
            throw .other("No disk of \(megabytes) MB for /tmp: \(path) cannot be made.")
        }
        return image
    }

    /// Makes the image of an empty disk; nothing where the machine cannot.
    ///
    /// - Edge cases: the image has holes, and takes up only what a function writes.
    static func makeImage(_ path: String, megabytes: Int) -> TemporaryStorage? {
        #if os(Linux)
            let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { return nil }
            let isSized = ftruncate(descriptor, megabytes * 1_048_576) == 0
            close(descriptor)
            guard isSized, let program = formatter, format(path, with: program) else {
                unlink(path)
                return nil
            }
            return TemporaryStorage(path: path)
        #else
            return nil
        #endif
    }

    /// Removes it with everything in it.
    func remove() {
        FileTree.remove(path)
    }

    /// Waits until no earlier environment holds the image any more; two seconds at most.
    func awaitRelease() {
        #if os(Linux)
            let tree = KernelControlTree()
            for _ in 0..<2_000 {
                let isHeld = tree.names(in: "/sys/block").contains { device in
                    device.hasPrefix("loop")
                        && (try? tree.read("/sys/block/\(device)/loop/backing_file"))?
                            .hasPrefix(path) == true
                }
                if !isHeld { return }
                pauseThread(milliseconds: 1)
            }
        #endif
    }

    #if os(Linux)
        private static var formatter: String? {
            ["/sbin/mke2fs", "/usr/sbin/mke2fs"].first { access($0, X_OK) == 0 }
        }

        /// Without a journal and without reserved room: the disk is thrown away in the end.
        private static func format(_ path: String, with program: String) -> Bool {
            let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
            defer { close(nowhere) }
            let command = [
                program, "-q", "-F", "-t", "ext4", "-m", "0", "-O", "^has_journal",
                "-E", "nodiscard,lazy_itable_init=1", path,
            ]
            let launch = Launch(command: command, environment: [:], output: nowhere)
            guard case .success(let (process, status)) = launch.start() else { return false }
            _ = status.wait()
            var ending = process.ending()
            // A large disk may take its time.
            while ending == nil { ending = process.awaitEnding() }
            return ending == .code(0)
        }
    #endif
}
