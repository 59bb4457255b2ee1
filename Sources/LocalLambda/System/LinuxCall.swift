#if os(Linux)
    import Glibc

    /// System calls that the Glibc module does not import, found by name at run time.
    ///
    /// They are variadic or hidden behind a feature macro, so Swift cannot call them directly; a C
    /// target for a few calls would cost the package a second language. All of them take integers and
    /// pointers only, which every Linux calling convention passes alike.
    ///
    /// - Edge cases: a call that the C library lacks answers `false` or nothing, as if refused.
    enum LinuxCall {
        private typealias Control = @convention(c) (CInt, UInt, UInt, UInt, UInt) -> CInt
        private typealias Affinity =
            @convention(c) (pid_t, Int, UnsafeMutableRawPointer) -> CInt
        private typealias Range = @convention(c) (CUnsignedInt, CUnsignedInt, CInt) -> CInt
        private typealias Unshare = @convention(c) (CInt) -> CInt
        private typealias Enter = @convention(c) (CInt, CInt) -> CInt
        private typealias Clone = @convention(c) (Int, UInt, UInt, UInt, UInt, UInt) -> Int

        private static func find<Call>(_ name: String, as type: Call.Type) -> Call? {
            dlsym(nil, name).map { unsafeBitCast($0, to: type) }
        }

        /// Asks for a signal to this process when the thread that started it ends.
        static func dieWithParent(signal: CInt) -> Bool {
            let setParentDeathSignal: CInt = 1
            return find("prctl", as: Control.self)?(setParentDeathSignal, UInt(signal), 0, 0, 0)
                == 0
        }

        /// Marks every descriptor from `first` on to be closed when another program begins.
        static func closeOnExec(from first: CInt) -> Bool {
            let markOnly: CInt = 4
            let call = find("close_range", as: Range.self)
            return call?(CUnsignedInt(first), CUnsignedInt.max, markOnly) == 0
        }

        /// Closes every descriptor from `first` on.
        static func close(from first: CInt) {
            _ = find("close_range", as: Range.self)?(CUnsignedInt(first), CUnsignedInt.max, 0)
        }

        /// Goes on twice, as fork(2) does, with the copy a child of this process's own parent; for
        /// processes of one thread.
        ///
        /// - Returns: 0 in the copy, else its id; negative with `errno` set where refused.
        static func forkSibling() -> pid_t {
            #if arch(x86_64)
                let clone = 56
            #elseif arch(arm64)
                let clone = 220
            #else
                let clone = -1
            #endif
            let asSibling: UInt = 0x8000
            let call = find("syscall", as: Clone.self)
            return pid_t(call?(clone, asSibling | UInt(SIGCHLD), 0, 0, 0, 0) ?? -1)
        }

        /// Moves this process into new namespaces; false with `errno` set where refused.
        static func unshareNamespaces(_ flags: CInt) -> Bool {
            find("unshare", as: Unshare.self)?(flags) == 0
        }

        /// Moves the calling thread into the namespace that a descriptor stands for.
        static func enterNamespace(_ descriptor: CInt) -> Bool {
            find("setns", as: Enter.self)?(descriptor, 0) == 0
        }

        /// The processors that this process may run on, ascending.
        static func affinity() -> [Int] {
            var mask = [UInt8](repeating: 0, count: 128)
            let code = mask.withUnsafeMutableBytes { bytes in
                bytes.baseAddress.flatMap {
                    find("sched_getaffinity", as: Affinity.self)?(0, bytes.count, $0)
                }
            }
            guard code == 0 else { return [] }
            return (0..<mask.count * 8).filter { mask[$0 / 8] & (1 << UInt8($0 % 8)) != 0 }
        }

        /// Binds a thread, and what it starts, to the processors; 0 is the calling one.
        static func bind(_ thread: pid_t = 0, to processors: [Int]) -> Bool {
            var mask = [UInt8](repeating: 0, count: 128)
            for processor in processors where (0..<mask.count * 8).contains(processor) {
                mask[processor / 8] |= 1 << UInt8(processor % 8)
            }
            return mask.withUnsafeMutableBytes { bytes in
                bytes.baseAddress.flatMap {
                    find("sched_setaffinity", as: Affinity.self)?(thread, bytes.count, $0)
                }
            } == 0
        }
    }
#endif
