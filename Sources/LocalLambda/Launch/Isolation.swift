#if os(Linux)
    import Glibc

    /// The function's own view of the file system, made of mounts that nobody else sees and that end
    /// with its last process.
    struct Isolation {
        /// A mount that was refused.
        struct Refusal: Error, Hashable, CustomStringConvertible {
            /// What was to be done.
            let action: String

            /// The system's reason.
            let reason: String

            var description: String { "cannot \(action): \(reason)" }
        }

        private let files: LaunchOrder.Files

        /// Takes this process into a mount namespace, where mounts are its own business.
        ///
        /// - Edge cases: without privilege a user namespace gives the right to do so, where the
        ///   machine lets its users have one; this user stays who he is in it.
        ///
        /// - Throws: ``Refusal`` where the machine lets nobody, or not this user.
        static func enterNamespace() throws(Refusal) {
            let (mounts, users): (CInt, CInt) = (0x0002_0000, 0x1000_0000)
            let (user, group) = (geteuid(), getegid())
            let tree = KernelControlTree()
            // Nothing mounted from here on may reach the rest of the machine.
            let isEntered =
                LinuxCall.unshareNamespaces(user == 0 ? mounts : mounts | users)
                && (user == 0
                    || tree.attempt("deny", to: "/proc/self/setgroups")
                        && tree.attempt("\(user) \(user) 1", to: "/proc/self/uid_map")
                        && tree.attempt("\(group) \(group) 1", to: "/proc/self/gid_map"))
                && mount("none", "/", nil, UInt(MS_REC | MS_PRIVATE), nil) == 0
            if !isEntered { throw Refusal(action: "take a mount namespace", reason: lastError()) }
        }

        /// Shows the function its files at Lambda's paths; in a mount namespace of its own.
        ///
        /// - Throws: ``Refusal`` with the first thing that could not be done; the process is then of
        ///   no more use.
        static func isolate(_ files: LaunchOrder.Files) throws(Refusal) {
            try Isolation(files: files).apply()
        }

        private func apply() throws(Refusal) {
            // Everything is opened before anything is hidden by what is mounted over it.
            var folders: [String: Entry] = [:]
            for (name, path) in [("task", files.code), ("runtime", files.runtime)] {
                guard let path else { continue }
                folders[name] = Entry(
                    source: try Self.handle(path),
                    isWritable: name == "task" && files.isCodeWritable
                )
            }
            var layers: [String: Entry] = [:]
            for name in files.layers.map(FileSystem.names) ?? [] {
                let path = "\(files.layers ?? "")/\(name)"
                layers[name] = Entry(source: try Self.handle(path), isWritable: false)
            }
            var temporary: TemporaryMount?
            if let path = files.temporary { temporary = try TemporaryMount(path) }
            if let hidden = files.hidden {
                try Self.mountMemory(at: hidden, "hide \(hidden)")
            }
            if !folders.isEmpty { try compose("/var", adding: folders) }
            if !layers.isEmpty { try compose("/opt", adding: layers) }
            try temporary?.attach(to: "/tmp")
        }
    }

    extension Isolation {
        /// Something to be shown in a folder.
        private struct Entry {
            /// A descriptor of it.
            let source: CInt

            let isWritable: Bool
        }

        /// Puts a folder of the same content over a folder, with entries added that are not on disk.
        private func compose(
            _ folder: String,
            adding added: [String: Entry]
        ) throws(Refusal) {
            let old = try Self.handle(folder)
            let names = FileSystem.names(in: folder).filter { added[$0] == nil }
            try Self.mountMemory(at: folder, "compose \(folder)")
            for name in names { try show("\(Self.path(old))/\(name)", at: "\(folder)/\(name)") }
            close(old)
            for (name, entry) in added {
                let place = "\(folder)/\(name)"
                try show(Self.path(entry.source), at: place, isHandle: true)
                close(entry.source)
                if !entry.isWritable { try Self.makeReadOnly(place) }
            }
            try Self.makeReadOnly(folder)
        }

        /// Shows a file, a folder or a link at a path that is not taken yet.
        private func show(
            _ source: String,
            at place: String,
            isHandle: Bool = false
        ) throws(Refusal) {
            var status = stat()
            // A descriptor's own path is a link, which leads to what it stands for.
            guard (isHandle ? stat(source, &status) : lstat(source, &status)) == 0 else { return }
            switch status.st_mode & S_IFMT {
            case S_IFDIR:
                _ = mkdir(place, 0o755)
            case S_IFREG:
                close(open(place, O_CREAT | O_CLOEXEC, 0o644))
            case S_IFLNK:
                var target = [CChar](repeating: 0, count: 4_096)
                if readlink(source, &target, target.count - 1) > 0 { symlink(target, place) }
                return
            default:
                return
            }
            guard mount(source, place, nil, UInt(MS_BIND | MS_REC), nil) == 0 else {
                throw Refusal(action: "show \(place)", reason: lastError())
            }
        }

        private static func handle(_ path: String) throws(Refusal) -> CInt {
            let pathOnly: CInt = 0x20_0000
            let descriptor = open(path, pathOnly | O_CLOEXEC)
            guard descriptor >= 0 else {
                throw Refusal(action: "find \(path)", reason: lastError())
            }
            return descriptor
        }

        private static func path(_ descriptor: CInt) -> String { "/proc/self/fd/\(descriptor)" }

        private static func mountMemory(
            at folder: String,
            _ action: String
        ) throws(Refusal) {
            guard mount("tmpfs", folder, "tmpfs", 0, "mode=755,size=1m") == 0 else {
                throw Refusal(action: action, reason: lastError())
            }
        }

        /// Takes the right to write away from a mount.
        static func makeReadOnly(_ place: String) throws(Refusal) {
            var about = statvfs()
            guard statvfs(place, &about) == 0 else {
                throw Refusal(action: "look at \(place)", reason: lastError())
            }
            // A bind mount takes its flags only when it is mounted once more, and keeps the others
            // that its source is held to.
            let kept = UInt(about.f_flag) & UInt(MS_NOSUID | MS_NODEV | MS_NOEXEC)
            let flags = UInt(MS_BIND | MS_REMOUNT | MS_RDONLY) | kept
            guard mount("none", place, nil, flags, nil) == 0 else {
                throw Refusal(action: "make \(place) read-only", reason: lastError())
            }
        }
    }
#endif
